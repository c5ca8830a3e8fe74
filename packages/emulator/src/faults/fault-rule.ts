import type { RequestRecord, RouteName, Service } from "../request-record.ts";
import type { Fault } from "./fault.ts";

/** The requests that a fault strikes: those that match every field that is given. */
export interface FaultTarget {
  /** One route or several; every route if absent. */
  readonly route?: RouteName | readonly RouteName[];
  /** The service that the request is for, `none` for paths outside both; any if absent. */
  readonly service?: Service;
  /** `GET`, `POST` and so on, in upper or lower case. */
  readonly method?: string;
  /** `owner/name` of the model in the path or, once the body has arrived, in the body. */
  readonly model?: string;
  /** The bucket in the path. */
  readonly bucket?: string;
  /** The key in the path, or any of those in a batch: the whole of it as a string, or a pattern. */
  readonly key?: string | RegExp;
  /** Decides last: it is called once for every request that matches the other fields. Can use a seeded random source. */
  readonly when?: (request: RequestRecord) => boolean;
  /**
   * The number of requests that the fault strikes, at least 1; `Number.POSITIVE_INFINITY` for all.
   *
   * @default 1
   */
  readonly times?: number;
  /**
   * When the fault strikes: before the request's body is read (the upload hangs or breaks), after the body has arrived but
   * before anything is done, or after everything is done, so that only the answer is lost. A request that is refused before
   * its body has arrived, such as one without a token to Replicate, is struck by any of them in place of the refusal.
   *
   * @default "before-handling"
   */
  readonly strikes?: "before-body" | "before-handling" | "after-handling";
}

/** A fault and the requests that it strikes. */
export type FaultRule = Fault & FaultTarget;

/** A fault that was ordered. */
export interface FaultHandle {
  /** The number of requests that it has struck. */
  readonly hits: number;
  /** Cancels the fault. */
  remove(): void;
}
