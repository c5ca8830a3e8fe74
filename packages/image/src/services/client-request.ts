import { AttemptError } from "../errors.ts";
import type { Answer } from "../http/request.ts";

/** A client's own view of an answer, and the answer itself. */
export interface ClientResult<T> {
  readonly result: T;
  readonly answer: Answer;
}

interface ClientRequest<T> {
  /** Makes the request that the client wants to make. */
  readonly send: (url: string, init: RequestInit) => Promise<Answer>;
  /** Creates the client with this `fetch` and asks it for something. */
  readonly ask: (fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>) => PromiseLike<T>;
  /** Keeps the bytes of the answer from the client, which would copy them. */
  readonly hideBytes?: boolean;
}

/**
 * Lets a client of Supabase or Replicate build a request that is sent by our own rules.
 *
 * The client never sees a failure: it would repeat the request without waiting, or keep the token in its error.
 *
 * @throws {@link AttemptError} the failure of the request, or `bad-response` if the client cannot read the answer.
 */
export async function askClient<T>({ send, ask, hideBytes = false }: ClientRequest<T>): Promise<ClientResult<T>> {
  const made: { answer?: Answer; failure?: AttemptError } = {};
  try {
    const result = await ask(async (input, init = {}) => {
      try {
        if (input instanceof Request) throw new TypeError("A client made a Request.");
        made.answer = await send(String(input), init);
        return new Response(hideBytes ? null : made.answer.bytes);
      } catch (error) {
        made.failure = AttemptError.from(error);
        return Response.json(null);
      }
    });
    if (made.answer !== undefined && made.failure === undefined) return { result, answer: made.answer };
  } catch (error) {
    made.failure ??= AttemptError.from(error, made.answer?.status);
  }
  throw AttemptError.from(made.failure);
}
