import { AsyncLocalStorage } from "node:async_hooks";
import { AttemptError } from "../errors.ts";
import type { Answer } from "../http/request.ts";

/** Makes one request in the name of whoever asked the client for something. */
export type Exchange = (url: string, init: RequestInit) => Promise<Answer>;

/** What came of asking a client. */
export interface Asked<T> {
  /** What the client made of the answer. */
  readonly result: T;
  /** The answer itself. */
  readonly answer: Answer;
}

interface AskOptions {
  /** Keeps the bytes of the answer from the client, which would copy them. */
  readonly hideBytes?: boolean;
}

interface Asking extends AskOptions {
  readonly exchange: Exchange;
  answer?: Answer;
  failure?: AttemptError;
}

const asking = new AsyncLocalStorage<Asking>();

/**
 * The `fetch` that the clients of Supabase and Replicate are made with: it makes the request of the surrounding
 * {@link askClient}, and never shows the client a failure, since the clients repeat some requests without waiting,
 * and keep the token in their errors.
 */
export async function clientFetch(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const ask = asking.getStore();
  if (ask === undefined || input instanceof Request) throw new AttemptError({ reason: "bad-response" });
  try {
    ask.answer = await ask.exchange(String(input), init);
    return new Response(ask.hideBytes ? null : ask.answer.bytes);
  } catch (error) {
    ask.failure = AttemptError.from(error);
    return Response.json(null);
  }
}

/**
 * Asks a client for something, with each of its requests made by `exchange`.
 *
 * @throws {@link AttemptError} what failed in the exchange, or `bad-response` where the client made nothing of the answer.
 */
export async function askClient<T>(
  exchange: Exchange,
  operation: () => PromiseLike<T>,
  options: AskOptions = {},
): Promise<Asked<T>> {
  const ask: Asking = { ...options, exchange };
  try {
    const result = await asking.run(ask, async () => operation());
    if (ask.answer !== undefined && ask.failure === undefined) return { result, answer: ask.answer };
  } catch (error) {
    ask.failure ??= AttemptError.from(error, ask.answer?.status);
  }
  throw AttemptError.from(ask.failure);
}
