import type { Check } from "./check.ts";
import type { ClockPair } from "./probe.ts";

/** Seconds; servers tell the time in whole ones. */
const NOTICED = 60;
/** Seconds; tokens and signed URLs are judged by both clocks. */
const HARMFUL = 300;

/** Compares this machine's clock with the servers'. */
export function checkClock(clocks: readonly ClockPair[]): Check {
  const name = "clock";
  const [first] = clocks;
  if (first === undefined) return { name, status: "skipped", message: "no server was reached that tells the time" };
  const seconds = Math.round((first.here - first.there) / 1000);
  if (Math.abs(seconds) <= NOTICED) return { name, status: "ok", message: `within ${NOTICED} s of the servers'` };
  const message = `${Math.abs(seconds)} s ${seconds > 0 ? "ahead of" : "behind"} the servers'; signed URLs end sooner or later than they seem to`;
  const fix = "let this machine's clock follow a time server";
  return { name, status: Math.abs(seconds) > HARMFUL ? "problem" : "warning", message, fix };
}
