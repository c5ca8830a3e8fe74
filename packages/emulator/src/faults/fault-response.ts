import { assertNever } from "@vg/internal";
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
import type { RequestRecord } from "../request-record.ts";
import { waitUntilClosed } from "../timers.ts";

/** A fault that replaces the whole response. */
export type ReplacingFault =
  | StatusFault
  | HtmlFault
  | EmptyFault
  | EmptyJsonFault
  | HangFault
  | ResetFault
  | RedirectFault;

/** Returns whether a fault replaces the whole response. */
export function replacesResponse(fault: Fault): fault is ReplacingFault {
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
 * Prepares `reply` and returns its body, or null for none. If the fault gives no response, it resolves when the connection
 * has ended. Never resolves with undefined, because Fastify's `onSend` keeps the old body then.
 */
export async function sendFault(
  fault: ReplacingFault,
  reply: FastifyReply,
  request: RequestRecord,
): Promise<string | null> {
  for (const name of ["content-length", "etag", "last-modified", "expires", "cache-control", "content-range"]) {
    reply.removeHeader(name);
  }
  switch (fault.kind) {
    case "status": {
      const { status, headers = {}, retryAfterIn = "both" } = fault;
      const retryAfter = fault.retryAfter ?? (request.service === "replicate" && status === 429 ? 30 : undefined);
      const { body = reply.server.errorBody(status, retryAfterIn === "header" ? null : retryAfter) } = fault;
      reply
        .code(status)
        .type(typeof body === "string" ? "text/plain; charset=utf-8" : "application/json; charset=utf-8");
      if (retryAfter !== undefined && retryAfterIn !== "body") reply.header("retry-after", String(retryAfter));
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
      reply.header("location", fault.location ?? otherOrigin(reply, request));
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

/** Returns the same URL with another name of this machine, which makes it another origin. */
function otherOrigin(reply: FastifyReply, { headers, url }: RequestRecord): string {
  const name = /^localhost(:|$)/i.test(headers.host ?? "") ? "127.0.0.1" : "localhost";
  return `http://${name}:${reply.raw.socket?.localPort}${url}`;
}
