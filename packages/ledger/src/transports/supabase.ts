import { isObject } from "@vg/internal";
import type { LedgerError } from "../errors.ts";
import { codeOfSqlState, isSqlState, sendError, type Transport } from "./transport.ts";

/** A client of Supabase: that of `@supabase/supabase-js` or `@supabase/postgrest-js`, or anything with their `rpc`. */
export interface RpcClient {
  /**
   * Calls a function of the database by its name, with an object of arguments. Their types are `never` because a client
   * whose database is typed takes only the names that it knows.
   */
  rpc(name: never, args: never): RpcCall;
}

/** A call of {@link RpcClient} that is awaited. */
export interface RpcCall extends PromiseLike<RpcAnswer> {
  /** Gives the call up when a signal says so. */
  abortSignal?(signal: AbortSignal): PromiseLike<RpcAnswer>;
}

/** The answer to a call of {@link RpcClient}. */
export interface RpcAnswer {
  readonly data: unknown;
  readonly error: unknown;
  /** The status of HTTP; 0 if there was no answer. */
  readonly status?: number;
}

/** An {@link RpcClient} that takes any name. */
interface CallableRpc {
  rpc(name: string, args: object): RpcCall;
}

/** Returns whether a value has the `rpc` that it should have. */
export function hasRpc(client: RpcClient | undefined): client is RpcClient & CallableRpc {
  return typeof client?.rpc === "function";
}

/** Creates a transport over Supabase's API, whose key must be that of `service_role`. */
export function supabaseTransport(client: CallableRpc): Transport {
  return {
    async send(name, request, signal) {
      let answer: RpcAnswer;
      try {
        answer = await withSignal(client.rpc(`vg_ledger_${name}`, { request }), signal);
      } catch (error) {
        throw failureOf(error, undefined);
      }
      if (answer.error !== null && answer.error !== undefined) throw failureOf(answer.error, answer.status);
      return answer.data;
    },
  };
}

/** A call of supabase-js begins when it is awaited, and can be given up. */
function withSignal(call: RpcCall, signal: AbortSignal): PromiseLike<RpcAnswer> {
  return call.abortSignal?.(signal) ?? call;
}

function failureOf(error: unknown, status: number | undefined): LedgerError {
  const { code, message }: { code?: unknown; message?: unknown } = isObject(error) ? error : {};
  const reason = [message, code].filter((part) => typeof part === "string" && part !== "").join(" ") || String(error);
  return sendError(codeOf(code, status), status ? `${reason} (HTTP ${status})` : reason, error);
}

function codeOf(code: unknown, status: number | undefined): Parameters<typeof sendError>[0] {
  if (isSqlState(code)) return codeOfSqlState(code);
  if (code === "PGRST202" || code === "PGRST106") return "LEDGER_MISSING";
  if (status === 401 || status === 403) return "LEDGER_FORBIDDEN";
  // Without an answer, from a proxy, or from PostgREST while it cannot reach the database.
  if (!status || status >= 500 || status === 408 || status === 429) return "LEDGER_UNREACHABLE";
  return "LEDGER_FAILED";
}
