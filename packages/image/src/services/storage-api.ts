import type { SupabaseClient } from "@supabase/supabase-js";
import * as v from "valibot";
import { AttemptError } from "../errors.ts";
import { type Answer, httpFailure, request, type RequestRules } from "../http/request.ts";
import { type ImageFacts, inspectStart } from "../media/inspect.ts";
import { encodeObject, type ImageFailure, type StorageObject } from "../outcome.ts";
import type { ValidatedOptions } from "../validate-options.ts";
import { askClient } from "./client-request.ts";
import { checkSignedUrl, type SignedUrl } from "./signed-url.ts";

/** The requests to Supabase Storage. */
export interface StorageApi {
  /**
   * Signs up to 1,000 objects of one bucket in one request of up to a megabyte; each has its own result, in the order of the objects.
   *
   * The keys travel in the body of the request, which is the only way that is right for every legal key and that no key
   * can turn into another route.
   *
   * @throws {@link AttemptError} if the whole request failed.
   */
  signObjects(
    objects: { bucket: string; paths: readonly string[] },
    signal: AbortSignal,
  ): Promise<(SignedUrl | AttemptError)[]>;
  /**
   * Downloads all bytes of an object.
   *
   * It uses the route `authenticated`: that distinguishes a refused key from a missing object, and no bucket's name collides with
   * it.
   *
   * @throws {@link AttemptError}
   */
  downloadObject(object: StorageObject, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * Fetches the first bytes of a signed URL, as the model will, and inspects them.
   *
   * @throws {@link AttemptError}
   */
  probeObject(url: string, signal: AbortSignal): Promise<ImageFacts>;
}

/** The most objects that one request may sign. */
export const MAX_SIGNED_AT_ONCE = 1000;

/** The most bytes that the keys of one request may take as JSON: Storage reads bodies up to 1,048,576 bytes. */
export const MAX_PATH_BYTES = 1_000_000;

/** Room for so many keys, each named three times, percent-encoded and in base64, and for a thousand signatures. */
const MAX_ANSWER_BYTES = 8_000_000;

/** The lengths of a probe, in bytes: enough for most images, and then for the previews that cameras put before the picture. */
const [FIRST_PROBE, LAST_PROBE] = [65_536, 1_048_576];

const SignedPaths = v.array(
  v.object({ error: v.nullish(v.string()), path: v.string(), signedURL: v.nullish(v.string()) }),
);

/** Adapts Supabase's client, which is loaded with the first request and made for each. */
export function createStorageApi(options: ValidatedOptions): StorageApi {
  const { supabase, maxBytes, maxPixels, signedUrlTtl, clock } = options;
  const server = supabase.url;
  const rules = { ...options, server, failureOf: storageFailure };
  const send = createKeySender(supabase.serviceRoleKey);

  async function storage(fetch: typeof globalThis.fetch): Promise<SupabaseClient["storage"]> {
    const { createClient } = await import("@supabase/supabase-js");
    // The key is the session: no log-in, no refreshing in the background, nothing kept. Its headers are set by `send`.
    const accessToken = async (): Promise<string> => supabase.serviceRoleKey;
    return createClient(server, supabase.serviceRoleKey, { accessToken, global: { fetch } }).storage;
  }

  /** Inspects the first bytes of an object, of which some may be here already. */
  async function inspectUpTo(
    upTo: number,
    url: string,
    signal: AbortSignal,
    known: Uint8Array<ArrayBuffer> = new Uint8Array(0),
  ): Promise<{ facts: ImageFacts; isWhole: boolean; bytes: Uint8Array<ArrayBuffer> }> {
    const { headers, status, ...answer } = await request(
      url,
      { headers: { range: `bytes=${known.length}-${upTo - 1}` } },
      { ...rules, signal, maxBytes: Number.POSITIVE_INFINITY, upTo, failureOf: probeFailure },
    );
    // A server that ignores ranges begins anew.
    const bytes = status === 206 && known.length > 0 ? join(known, answer.bytes) : answer.bytes;
    if (bytes.length === 0) throw new AttemptError({ reason: "empty", status });
    const total = totalLength(headers, bytes.length);
    if (total > maxBytes) throw new AttemptError({ reason: "too-large", status });
    return { facts: inspectStart(bytes, { maxPixels }), isWhole: bytes.length >= total, bytes };
  }

  return {
    async signObjects({ bucket, paths }, signal) {
      const { result, answer } = await askClient({
        send: (url, init) => send(url, init, { ...rules, signal, maxBytes: MAX_ANSWER_BYTES, failureOf: signFailure }),
        ask: async (fetch) =>
          (await storage(fetch)).from(encodeURIComponent(bucket)).createSignedUrls([...paths], signedUrlTtl),
      });
      const { status } = answer;
      const badResponse = (): AttemptError => new AttemptError({ reason: "bad-response", status });
      const parsed = v.safeParse(SignedPaths, result.data);
      const signed = parsed.success ? parsed.output : [];
      if (signed.length !== paths.length) throw badResponse();
      return paths.map((path, index) => {
        const own = signed[index];
        if (own?.path !== path) return badResponse();
        // The server says in one sentence that the object is missing or that the key may not see it.
        if (typeof own.signedURL !== "string") return new AttemptError({ reason: "not-found", status });
        const now = clock.now();
        return checkSignedUrl(own.signedURL, { object: { bucket, path }, server, now }) ?? badResponse();
      });
    },

    async downloadObject(object, signal) {
      const { bucket, path } = encodeObject(object);
      const { answer } = await askClient({
        send: (url, init) => send(url, init, { ...rules, signal, maxBytes }),
        ask: async (fetch) => (await storage(fetch)).from(`authenticated/${bucket}`).download(path),
        hideBytes: true,
      });
      if (answer.bytes.length === 0) throw new AttemptError({ reason: "empty", status: answer.status });
      return answer.bytes;
    },

    async probeObject(url, signal) {
      const { facts, isWhole, bytes } = await inspectUpTo(FIRST_PROBE, url, signal);
      if (facts.width !== undefined || isWhole) return facts;
      return (await inspectUpTo(LAST_PROBE, url, signal, bytes)).facts;
    },
  };
}

/**
 * Creates a function that sends requests with the key in the right headers.
 *
 * A secret key (`sb_secret_...`) is no JSON Web Token and belongs in the header `apikey` alone; the gateway finds the token
 * for it. Older gateways and Storage without a gateway ask for the header `Authorization`, and then get the key there, too.
 */
function createKeySender(key: string): typeof request {
  let asBearer = !/^sb_(?:secret|publishable)_/.test(key);

  async function sendOnce(url: string, init: RequestInit, rules: RequestRules): Promise<Answer> {
    const headers = new Headers(init.headers);
    headers.set("apikey", key);
    if (asBearer) headers.set("authorization", `Bearer ${key}`);
    else headers.delete("authorization");
    return request(url, { ...init, headers }, rules);
  }

  return async (url, init, rules) => {
    let wantsBearer = false;
    const failureOf: RequestRules["failureOf"] = (answer) => {
      wantsBearer = !asBearer && /required property 'authorization'/i.test(answer.body);
      return rules.failureOf(answer);
    };
    try {
      return await sendOnce(url, init, { ...rules, failureOf });
    } catch (error) {
      if (!wantsBearer) throw error;
      asBearer = true;
      return sendOnce(url, init, rules);
    }
  };
}

/** A failure of a whole batch says nothing about the objects in it: their bytes may still be had. */
function signFailure(answer: { status: number; body: string }): AttemptError {
  const failure = storageFailure(answer);
  const { status, code, reason } = failure;
  if (reason !== "too-large" && reason !== "not-found") return failure;
  return new AttemptError({ reason: "bad-response", status, code });
}

/** A token that is refused right after it was signed says nothing about the key: another strategy may work. */
function probeFailure(answer: { status: number; body: string }): AttemptError {
  const failure = storageFailure(answer);
  if (failure.reason !== "forbidden") return failure;
  const { status, code } = failure;
  const problem = "Storage refused a URL that it had just signed; check the clocks of this machine and of the server";
  return new AttemptError({ reason: "bad-response", status, code, problem });
}

function join(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}

/** Returns the length of the whole object: from the range's answer, or from the answer of a server that ignores ranges. */
function totalLength(headers: Headers, read: number): number {
  const [, total] = /^bytes \d+-\d+\/(\d+)$/.exec(headers.get("content-range") ?? "") ?? [];
  return Number(total ?? headers.get("content-length") ?? read);
}

/** Storage answers nearly every refusal with 400; the truth is in the body. The gateway before it sends the message alone. */
const Refusal = v.object({
  code: v.optional(v.pipe(v.string(), v.regex(/^[A-Z][A-Za-z_]{1,39}$/))),
  statusCode: v.optional(v.pipe(v.union([v.string(), v.number()]), v.transform(Number))),
  message: v.optional(v.string()),
});

const REASONS: Readonly<Record<string, ImageFailure>> = Object.freeze({
  NoSuchKey: "not-found",
  NoSuchBucket: "not-found",
  AccessDenied: "forbidden",
  InvalidJWT: "forbidden",
  InvalidSignature: "forbidden",
  InvalidKey: "unsafe-path",
  InvalidRange: "empty",
  EntityTooLarge: "too-large",
  // An unknown route, or a request that the route does not take: not the server we think it is.
  InvalidRequest: "bad-response",
});

const KEYS_PAGE = "the dashboard's Settings, API Keys";

/** The causes that a refusal's message names, and their fixes; the message itself may echo a token and is not shown. */
const CAUSES: readonly (readonly [message: RegExp, problem: string])[] = [
  [
    /legacy api keys are disabled/i,
    `Supabase has disabled this project's legacy keys (anon, service_role); use a secret key (sb_secret_...) from ${KEYS_PAGE}`,
  ],
  [
    /invalid api key|unregistered api key/i,
    `Supabase does not know the key: it was deleted, or belongs to another project; take one of this project from ${KEYS_PAGE}`,
  ],
  [/no api key found/i, "The gateway before Supabase got no key; check that no proxy removes the header apikey"],
  [
    /forbidden use of secret api key/i,
    "Supabase takes a secret key from servers only; check that no proxy adds a browser's user agent",
  ],
  [
    /invalid compact jws|expected 3 parts in jwt/i,
    "This Storage takes no secret keys (sb_secret_...), only JSON Web Tokens; use the service_role key (eyJ...)",
  ],
  [/"exp" claim|jwt expired/i, `The key has expired; take a new one from ${KEYS_PAGE}`],
  [
    /signature verification failed|invalid signature|jwsinvalidsignature/i,
    `The key belongs to another project, or its signing secret was changed; take one of this project from ${KEYS_PAGE}`,
  ],
  [/row-level security/i, "The policies of this project do not let the key read the object; use a secret key"],
  [
    /project is restricted/i,
    "Supabase has restricted the project, for its quota or an unpaid invoice; see its dashboard",
  ],
];

/** Returns the meaning of a refusal of Supabase Storage: by its code, the status in its body, or its HTTP status. */
export function storageFailure({ status, body }: { status: number; body: string }): AttemptError {
  const refusal = v.safeParse(v.pipe(v.string(), v.parseJson(), Refusal), body);
  const { code, statusCode, message = "" } = refusal.success ? refusal.output : {};
  const facts = { status, code, problem: problemOf(status, message) };
  if (status !== 400 && (status === 429 || status >= 500)) return httpFailure(status, facts);
  if (code === "SlowDown") return httpFailure(429, facts);
  const reason = code !== undefined && Object.hasOwn(REASONS, code) ? REASONS[code] : undefined;
  if (reason !== undefined) return new AttemptError({ reason, ...facts });
  return httpFailure(status === 400 ? (statusCode ?? status) : status, facts);
}

function problemOf(status: number, message: string): string | undefined {
  if (status === 540) return "Supabase has paused the project; restore it in its dashboard";
  return CAUSES.find(([cause]) => cause.test(message))?.[1];
}
