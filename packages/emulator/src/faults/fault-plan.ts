import * as v from "valibot";
import { validate, withRule } from "../validation.ts";
import { validateFault, validateRule } from "./validate-fault.ts";
import type { Fault, FaultHandle, FaultRule } from "./fault.ts";
import { copyOfRecord, type RequestRecord } from "../request-log.ts";

/** Chooses a fault for a request, or none. */
export type FaultChooser = (request: RequestRecord) => Fault | undefined;

/** A fault that strikes a request now. */
export interface Strike {
  readonly fault: Fault;
  readonly strikes: NonNullable<FaultRule["strikes"]>;
  /** Tells whether a key of a batch is meant. */
  readonly matchesKey: (key: string) => boolean;
}

interface Entry {
  hits: number;
  left: number;
  readonly strikes: NonNullable<FaultRule["strikes"]>;
  readonly choose: FaultChooser;
  readonly matchesKey: (key: string) => boolean;
}

/** The faults that were ordered, in their order: the first one that matches a request strikes it. */
export class FaultPlan {
  #entries: Entry[] = [];

  /**
   * Orders a fault by a copy of the rule: what happens to the caller's object later changes nothing.
   *
   * @throws {@link EmulatorError} when a field cannot be.
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

  /** Orders what a function chooses; what it chooses is checked every time. */
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

  /** The fault for this request; counts it as struck. */
  strike(record: RequestRecord, beforeBody: boolean): Strike | undefined {
    if (this.#entries.length === 0) return undefined;
    const request = copyOfRecord(record);
    for (const entry of this.#entries) {
      if ((entry.strikes === "before-body") !== beforeBody) continue;
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

/** Tells whether a request has what the fault spoils: only signing has a token. */
function canStrike(fault: Fault, { route }: RequestRecord): boolean {
  return fault.kind !== "wrong-token" || route === "object.sign" || route === "object.sign-batch";
}

function matches(rule: FaultRule, request: RequestRecord): boolean {
  return (
    (rule.route === undefined || [rule.route].flat().includes(request.route)) &&
    (rule.service === undefined || rule.service === request.service) &&
    (rule.method === undefined || rule.method.toUpperCase() === request.method) &&
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
