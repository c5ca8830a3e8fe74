import type { Fault, FaultKind, FaultRule, RouteName } from "@vg/emulator";
import type { ImageFailure, ImageStage, ImageStrategy } from "../../src/index.ts";

/** The meaning of a fault: a failure that is tried again or not, or nothing at all. */
export type Meaning = { readonly reason: ImageFailure; readonly retried: boolean } | "harmless";

/** A fault with its name, and what it means at each stage. */
export interface KnownFault {
  readonly name: string;
  readonly rule: Fault & Pick<FaultRule, "strikes">;
  readonly meanings: Readonly<Partial<Record<ImageStage, Meaning>>>;
  /** The wait that the server asks for, in milliseconds, as far as it is heeded. */
  readonly pause?: number | undefined;
  /** The answer never comes to an end, so that only the time of the attempt ends it. */
  readonly stalls?: true;
}

/** The stages, each with its route and the strategy that leads there. */
export const STAGES: Readonly<Record<ImageStage, { readonly route: RouteName; readonly strategy: ImageStrategy }>> = {
  sign: { route: "object.sign-batch", strategy: "signed-url" },
  probe: { route: "object.signed", strategy: "signed-url" },
  download: { route: "object.authenticated", strategy: "file" },
  upload: { route: "files.create", strategy: "upload" },
};

export const STAGE_NAMES: readonly ImageStage[] = ["sign", "probe", "download", "upload"];

const once = (reason: ImageFailure): Meaning => ({ reason, retried: false });
const again = (reason: ImageFailure): Meaning => ({ reason, retried: true });
const everywhere = (meaning: Meaning): KnownFault["meanings"] => ({
  sign: meaning,
  probe: meaning,
  download: meaning,
  upload: meaning,
});
const status = (code: number, meanings: KnownFault["meanings"]): KnownFault => ({
  name: `status ${code}`,
  rule: { kind: "status", status: code },
  meanings,
});

/** A key that is refused is refused; a token that was signed a moment ago and is refused was no answer to go by. */
const refused = { ...everywhere(once("forbidden")), probe: once("bad-response") };
/** An answer that is not the promised JSON; if bytes are expected, they are inspected. */
const notTheAnswer = {
  sign: once("bad-response"),
  probe: once("unsupported-type"),
  download: once("unsupported-type"),
  upload: once("bad-response"),
};

/** Every fault of the emulator that is the same at more than one stage. */
const COMMON: readonly KnownFault[] = [
  status(400, everywhere(once("bad-response"))),
  status(401, refused),
  status(402, refused),
  status(403, refused),
  // What is said about a whole batch says nothing about the objects in it.
  status(404, { ...everywhere(once("not-found")), sign: once("bad-response") }),
  status(408, everywhere(again("timeout"))),
  status(409, everywhere(once("bad-response"))),
  status(410, { ...everywhere(once("not-found")), sign: once("bad-response") }),
  status(413, { ...everywhere(once("too-large")), sign: once("bad-response") }),
  status(422, everywhere(once("bad-response"))),
  status(425, everywhere(again("server-error"))),
  // Replicate always says how long, 30 seconds, which is longer than it is listened to.
  { ...status(429, { upload: again("rate-limited") }), pause: 20_000 },
  status(429, { sign: again("rate-limited"), probe: again("rate-limited"), download: again("rate-limited") }),
  status(500, everywhere(again("server-error"))),
  status(503, everywhere(again("server-error"))),
  status(540, everywhere(again("server-error"))),
  status(544, everywhere(again("server-error"))),
  ...[
    { asked: 7, pause: 7000 },
    { asked: 3600, pause: 20_000 },
    { asked: 0, pause: 0 },
    { asked: "soon", pause: undefined },
    { asked: "Thu, 01 Jan 1970 00:00:00 GMT", pause: 0 },
  ].map(({ asked, pause }): KnownFault => ({
    name: `status 429, Retry-After: ${asked}`,
    rule: { kind: "status", status: 429, retryAfter: asked },
    meanings: everywhere(again("rate-limited")),
    pause,
  })),
  {
    name: "status 503, Retry-After: 3",
    rule: { kind: "status", status: 503, retryAfter: 3 },
    meanings: everywhere(again("server-error")),
    pause: 3000,
  },
  { name: "HTML 502", rule: { kind: "html" }, meanings: everywhere(again("server-error")) },
  { name: "HTML 403", rule: { kind: "html", status: 403 }, meanings: refused },
  { name: "HTML 200", rule: { kind: "html", status: 200 }, meanings: notTheAnswer },
  { name: "empty 503", rule: { kind: "empty" }, meanings: everywhere(again("server-error")) },
  {
    name: "empty 200",
    rule: { kind: "empty", status: 200 },
    meanings: {
      sign: once("bad-response"),
      probe: once("empty"),
      download: once("empty"),
      upload: once("bad-response"),
    },
  },
  { name: "{}", rule: { kind: "empty-json" }, meanings: notTheAnswer },
  { name: "a delay", rule: { kind: "delay", ms: 5 }, meanings: everywhere("harmless") },
  { name: "hang", rule: { kind: "hang" }, meanings: everywhere(again("timeout")), stalls: true },
  {
    name: "hang in the body",
    rule: { kind: "hang-in-body" },
    meanings: everywhere(again("timeout")),
    stalls: true,
  },
  {
    name: "hang after the first byte of the body",
    rule: { kind: "hang-in-body", after: 1 },
    meanings: everywhere(again("timeout")),
    stalls: true,
  },
  { name: "5 bytes a second", rule: { kind: "drip" }, meanings: everywhere(again("timeout")), stalls: true },
  { name: "reset", rule: { kind: "reset" }, meanings: everywhere(again("network")) },
  { name: "cut body", rule: { kind: "cut" }, meanings: everywhere(again("truncated")) },
  {
    name: "body cut after its first byte",
    rule: { kind: "cut", after: 1 },
    meanings: everywhere(again("truncated")),
  },
  {
    name: "a Content-Length above the truth",
    rule: { kind: "wrong-length", by: 10 },
    meanings: everywhere(again("truncated")),
  },
  {
    name: "a Content-Length below the truth",
    rule: { kind: "wrong-length", by: -10 },
    meanings: {
      sign: once("bad-response"),
      // The start of the image, which is all that a probe looks at, is there.
      probe: "harmless",
      download: once("truncated"),
      upload: once("bad-response"),
    },
  },
  ...([301, 302, 303, 307, 308] as const).map((code): KnownFault => ({
    name: `redirect ${code} to another origin`,
    rule: { kind: "redirect", status: code },
    meanings: everywhere(once("redirect")),
  })),
  {
    name: "redirect 302 to the same URL",
    rule: { kind: "redirect", location: "?" },
    meanings: everywhere(once("redirect")),
  },
];

/** The faults of signing alone: tokens that visibly do not work. */
const SIGNING: readonly KnownFault[] = (["expired", "other-object", "garbage", "absent"] as const).map((token) => ({
  name: `a token that is ${token}`,
  rule: { kind: "wrong-token", token },
  meanings: { sign: once("bad-response") },
}));

/** The faults of a request that has a body: it is not read, or it was read and the answer is lost. */
const POSTING: readonly KnownFault[] = [
  {
    name: "reset after everything was done",
    rule: { kind: "reset", strikes: "after-handling" },
    meanings: { sign: again("network"), upload: again("network") },
  },
  {
    name: "502 after everything was done",
    rule: { kind: "html", strikes: "after-handling" },
    meanings: { sign: again("server-error"), upload: again("server-error") },
  },
  {
    name: "hang after everything was done",
    rule: { kind: "hang", strikes: "after-handling" },
    meanings: { sign: again("timeout"), upload: again("timeout") },
    stalls: true,
  },
  {
    name: "reset before the body is read",
    rule: { kind: "reset", strikes: "before-body" },
    meanings: { sign: again("network"), upload: again("network") },
  },
  {
    name: "hang before the body is read",
    rule: { kind: "hang", strikes: "before-body" },
    meanings: { sign: again("timeout"), upload: again("timeout") },
    stalls: true,
  },
];

export const FAULTS: readonly KnownFault[] = [...COMMON, ...SIGNING, ...POSTING];

/** The kinds of fault that the emulator knows; this list does not compile when one is missing. */
export const FAULT_KINDS: Readonly<Record<FaultKind, true>> = {
  status: true,
  html: true,
  empty: true,
  "empty-json": true,
  delay: true,
  hang: true,
  reset: true,
  redirect: true,
  "hang-in-body": true,
  cut: true,
  drip: true,
  "wrong-length": true,
  "wrong-token": true,
};
