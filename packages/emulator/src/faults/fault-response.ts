import type { FastifyReply } from "fastify";
import type {
  EmptyFault,
  EmptyJsonFault,
  Fault,
  HangFault,
  HtmlFault,
  RedirectFault,
  ResetFault,
  StatusFault,
} from "./fault.ts";
import { assertNever } from "../assert-never.ts";
import type { RequestRecord } from "../request-log.ts";
import { serviceBody } from "../http/service-body.ts";
import { waitUntilClosed } from "./wait.ts";

/** A fault that takes the place of the whole answer. */
export type AnsweringFault =
  | StatusFault
  | HtmlFault
  | EmptyFault
  | EmptyJsonFault
  | HangFault
  | ResetFault
  | RedirectFault;

/** Tells the faults that take the place of the whole answer from those that only spoil it. */
export function answersAtOnce(fault: Fault): fault is AnsweringFault {
  switch (fault.kind) {
    case "status":
    case "html":
    case "empty":
    case "empty-json":
    case "hang":
    case "reset":
    case "redirect":
      return true;
    case "delay":
    case "hang-in-body":
    case "cut":
    case "drip":
    case "wrong-length":
    case "wrong-token":
      return false;
    default:
      return assertNever(fault);
  }
}

/**
 * Prepares `reply` and returns its body, null for none; resolves only when the connection has ended where there is no
 * answer. Never undefined: Fastify's `onSend` takes that for "send what was to be sent".
 */
export async function answerFault(
  fault: AnsweringFault,
  reply: FastifyReply,
  request: RequestRecord,
): Promise<string | null> {
  for (const name of ["content-length", "etag", "last-modified", "expires", "cache-control", "content-range"]) {
    reply.removeHeader(name);
  }
  switch (fault.kind) {
    case "status": {
      const { status, headers = {} } = fault;
      const retryAfter = fault.retryAfter ?? (request.service === "replicate" && status === 429 ? 30 : undefined);
      const { body = serviceBody(request.service, status, retryAfter) } = fault;
      reply
        .code(status)
        .type(typeof body === "string" ? "text/plain; charset=utf-8" : "application/json; charset=utf-8");
      if (retryAfter !== undefined) reply.header("retry-after", String(retryAfter));
      reply.headers(headers);
      return typeof body === "string" ? body : JSON.stringify(body);
    }
    case "html": {
      const { status = 502 } = fault;
      reply.code(status).type("text/html; charset=utf-8");
      return `<html>\r\n<head><title>${status}</title></head>\r\n<body><center><h1>${status}</h1></center></body>\r\n</html>\r\n`;
    }
    case "empty":
      reply.code(fault.status ?? 503).removeHeader("content-type");
      return null;
    case "empty-json":
      reply.code(200).type("application/json; charset=utf-8");
      return "{}";
    case "redirect":
      reply.code(fault.status ?? 302).removeHeader("content-type");
      reply.header("location", fault.location ?? elsewhere(reply, request));
      return null;
    case "reset":
      reply.raw.socket?.resetAndDestroy();
      await waitUntilClosed(reply.raw);
      return null;
    case "hang":
      await waitUntilClosed(reply.raw);
      return null;
    default:
      return assertNever(fault);
  }
}

/** The same URL by another name of this machine: what it is called decides what is another origin. */
function elsewhere(reply: FastifyReply, { headers, url }: RequestRecord): string {
  const name = /^localhost(:|$)/i.test(headers.host ?? "") ? "127.0.0.1" : "localhost";
  return `http://${name}:${reply.raw.socket?.localPort}${url}`;
}
