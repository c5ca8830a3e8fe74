import * as v from "valibot";
import { copyOfRecord, type RequestRecord } from "../request-record.ts";
import { validate, withRule } from "../validation.ts";
import type { FaultHandle, FaultRule } from "./fault-rule.ts";
import type { Fault } from "./fault.ts";
import { validateFault, validateRule } from "./validate-fault.ts";

/** Chooses a fault for a request, or none. */
export type FaultChooser = (request: RequestRecord) => Fault | undefined;

/** The fault that strikes a request. */
export interface ActiveFault {
  readonly fault: Fault;
  readonly strikes: NonNullable<FaultRule["strikes"]>;
  /** Returns whether the fault strikes this key of a batch. */
  readonly matchesKey: (key: string) => boolean;
}

interface Entry {
  hits: number;
  left: number;
  readonly strikes: NonNullable<FaultRule["strikes"]>;
  readonly choose: FaultChooser;
  readonly matchesKey: (key: string) => boolean;
}

/** The faults that were ordered: the first one that matches a request strikes it. */
export class FaultPlan {
  #entries: Entry[] = [];

  /**
   * Orders a fault by a copy of the rule: later changes of the caller's object have no effect.
   *
   * @throws {@link EmulatorError} if a field is invalid.
   */
  add(given: FaultRule): FaultHandle {
    const rule = validateRule(given);
    return this.#push({
      hits: 0,
      left: rule.times ?? 1,
      strikes: rule.strikes ?? "before-handling",
      choose: (request) => (canStrike(rule, request) && matches(rule, request) ? rule : undefined),
      matchesKey: (key) => matchesKey(rule.key, key),
    });
  }

  /** Orders the faults that a function chooses; each of them is validated. */
  addChooser(choose: FaultChooser): FaultHandle {
    validate("choose", CHOOSER, choose);
    return this.#push({
      hits: 0,
      left: Number.POSITIVE_INFINITY,
      strikes: "before-handling",
      choose: (request) => {
        const fault = choose(request);
        if (fault === undefined) return undefined;
        validateFault(fault);
        return canStrike(fault, request) ? fault : undefined;
      },
      matchesKey: () => true,
    });
  }

  clear(): void {
    this.#entries = [];
  }

  /** Takes the fault for a request out of the plan; `isBeforeBody` if the request's body has not been read. */
  take(record: RequestRecord, isBeforeBody: boolean): ActiveFault | undefined {
    if (this.#entries.length === 0) return undefined;
    const request = copyOfRecord(record);
    for (const entry of this.#entries) {
      if ((entry.strikes === "before-body") !== isBeforeBody) continue;
      const fault = entry.choose(request);
      if (fault === undefined) continue;
      entry.hits += 1;
      entry.left -= 1;
      if (entry.left <= 0) this.#remove(entry);
      return { fault, strikes: entry.strikes, matchesKey: entry.matchesKey };
    }
    return undefined;
  }

  #push(entry: Entry): FaultHandle {
    this.#entries.push(entry);
    return {
      get hits() {
        return entry.hits;
      },
      remove: () => this.#remove(entry),
    };
  }

  #remove(entry: Entry): void {
    this.#entries = this.#entries.filter((other) => other !== entry);
  }
}

const CHOOSER = withRule(
  "be a function",
  v.custom<FaultChooser>((value) => typeof value === "function"),
);

/** Returns whether a request has what the fault changes: only signing has a token. */
function canStrike(fault: Fault, { route }: RequestRecord): boolean {
  return fault.kind !== "wrong-token" || route === "object.sign" || route === "object.sign-batch";
}

function matches(rule: FaultRule, request: RequestRecord): boolean {
  return (
    (rule.route === undefined || [rule.route].flat().includes(request.route)) &&
    (rule.service === undefined || rule.service === request.service) &&
    (rule.method === undefined || rule.method.toUpperCase() === request.method) &&
    (rule.model === undefined || rule.model === request.model) &&
    (rule.bucket === undefined || rule.bucket === request.bucket) &&
    (rule.key === undefined || keysOf(request).some((key) => matchesKey(rule.key, key))) &&
    (rule.when === undefined || rule.when(request))
  );
}

function matchesKey(wanted: FaultRule["key"], key: string): boolean {
  if (wanted === undefined) return true;
  return typeof wanted === "string" ? wanted === key : key.search(wanted) !== -1;
}

function keysOf({ key, json }: RequestRecord): readonly string[] {
  if (key !== undefined) return [key];
  const paths: unknown = typeof json === "object" && json !== null && "paths" in json ? json.paths : undefined;
  return Array.isArray(paths) ? paths.filter((path) => typeof path === "string") : [];
}
