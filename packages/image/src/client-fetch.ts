import { AsyncLocalStorage } from "node:async_hooks";
import { FailedAttempt } from "./failed-attempt.ts";

/** Makes one request in the name of whoever asked the client for something. */
export type Exchange = (url: string, init: RequestInit) => Promise<Response>;

interface Asking {
  readonly exchange: Exchange;
  failure?: FailedAttempt;
}

const asking = new AsyncLocalStorage<Asking>();

/**
 * The `fetch` that the clients of Supabase and Replicate are made with: it makes the request of the surrounding
 * {@link askClient}, and never shows the client a failure, since the clients repeat some requests without waiting,
 * and keep the token in their errors.
 */
export async function clientFetch(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const ask = asking.getStore();
  if (ask === undefined || input instanceof Request) throw new FailedAttempt({ reason: "bad-response" });
  try {
    return await ask.exchange(String(input), init);
  } catch (error) {
    ask.failure = FailedAttempt.from(error);
    return Response.json(null);
  }
}

/**
 * Asks a client for something, with each of its requests made by `exchange`.
 *
 * @throws {@link FailedAttempt} what failed in the exchange, or `bad-response` where the client made nothing of the answer.
 */
export async function askClient<T>(exchange: Exchange, operation: () => PromiseLike<T>): Promise<T> {
  const ask: Asking = { exchange };
  try {
    const result = await asking.run(ask, async () => operation());
    if (ask.failure === undefined) return result;
  } catch (error) {
    ask.failure ??= FailedAttempt.from(error);
  }
  throw ask.failure;
}
