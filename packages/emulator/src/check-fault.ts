import { validateHeaderName } from "node:http";
import type { Fault, FaultKind, FaultRule, FaultTarget } from "./fault.ts";
import {
  checkFields,
  checkValue,
  FUNCTION,
  HEADER_VALUE,
  oneOf,
  optional,
  type OptionalRequirement,
  type Requirement,
  type Requirements,
  TEXT,
  textLike,
  wholeNumber,
} from "./requirement.ts";
import { ROUTE_NAMES } from "./route-name.ts";

/**
 * A copy of a rule that can be.
 *
 * @throws {@link EmulatorError} that names the field which cannot, its value and what it must be.
 */
export function checkRule(rule: FaultRule): FaultRule {
  checkFields("rule", { ...fieldsOf(rule), ...TARGET }, rule);
  const copy = { ...rule, ...(rule.route === undefined ? {} : { route: [rule.route].flat() }) };
  if (copy.kind !== "status") return copy;
  const { headers = {}, body } = copy;
  return { ...copy, headers: { ...headers }, body: typeof body === "object" ? copyOfJson(body) : body };
}

/**
 * Checks what a chooser returned.
 *
 * @throws {@link EmulatorError} that names the field which cannot be, its value and what it must be.
 */
export function checkFault(fault: Fault): void {
  checkFields("fault", fieldsOf(fault), fault);
}

type FieldsOf<Kind extends FaultKind> = Requirements<Extract<Fault, { readonly kind: Kind }>>;

// Which fields a fault has depends on its kind, so that `fieldsOf` has looked at it before.
const KIND: Requirement = { must: "", holds: () => true };
const HTTP_STATUS: Requirement = { ...wholeNumber(200, 599), must: "be an HTTP status from 200 to 599" };
const AFTER: Requirement = wholeNumber(0);

const FAULTS: { readonly [Kind in FaultKind]: FieldsOf<Kind> } = {
  status: {
    kind: KIND,
    status: HTTP_STATUS,
    body: optional({ must: "be a text or what JSON can hold", holds: isJson }),
    headers: optional({ must: "be names of headers with texts that a header can hold", holds: areHeaders }),
    retryAfter: optional({
      must: "be a whole number of seconds from 0 up, or a text that a header can hold",
      holds: (value) => wholeNumber(0).holds(value) || HEADER_VALUE.holds(value),
    }),
  },
  html: { kind: KIND, status: optional(HTTP_STATUS) },
  empty: { kind: KIND, status: optional(HTTP_STATUS) },
  "empty-json": { kind: KIND },
  delay: {
    kind: KIND,
    ms: {
      must: "be a number of milliseconds from 0 to 2147483647",
      holds: (value) => typeof value === "number" && value >= 0 && value < 2 ** 31,
    },
  },
  hang: { kind: KIND },
  reset: { kind: KIND },
  redirect: { kind: KIND, status: optional(oneOf([301, 302, 303, 307, 308])), location: optional(HEADER_VALUE) },
  "hang-in-body": { kind: KIND, after: optional(AFTER) },
  cut: { kind: KIND, after: optional(AFTER) },
  drip: {
    kind: KIND,
    bytesPerSecond: optional({
      must: "be a finite number, more than 0",
      holds: (value) => Number.isFinite(value) && Number(value) > 0,
    }),
  },
  "wrong-length": {
    kind: KIND,
    by: { must: "be a whole number other than 0", holds: (value) => Number.isSafeInteger(value) && value !== 0 },
  },
  "wrong-token": { kind: KIND, token: oneOf(["expired", "other-object", "forged", "garbage", "absent"]) },
};

const TARGET: Requirements<FaultTarget> = {
  route: optional({
    must: `be one or several of ${ROUTE_NAMES.join(", ")}`,
    holds: (value) => [value].flat().every((name) => ROUTE_NAMES.some((known) => known === name)),
  }),
  service: optional(oneOf(["supabase", "replicate", "none"])),
  method: optional(textLike(/^[A-Za-z]+$/, "be the name of an HTTP method")),
  bucket: optional(TEXT),
  key: optional({
    must: "be a text or a pattern",
    holds: (value) => typeof value === "string" || value instanceof RegExp,
  }),
  when: optional(FUNCTION),
  times: optional({
    must: "be a whole number from 1 up, or Infinity",
    holds: (value) => wholeNumber(1).holds(value) || value === Number.POSITIVE_INFINITY,
  }),
  strikes: optional(oneOf(["before-body", "before-handling", "after-handling"])),
};

/** The fields of the fault's kind, which is looked at first: what else there may be depends on it. */
function fieldsOf(fault: unknown): Readonly<Record<string, Requirement | OptionalRequirement>> {
  const kind: unknown = Reflect.get(Object(fault), "kind");
  checkValue("kind", oneOf(Object.keys(FAULTS)), kind);
  return Object.entries(FAULTS).find(([name]) => name === kind)?.[1] ?? {};
}

function isJson(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}

function areHeaders(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).every(([name, text]) => isHeaderName(name) && (text === "" || HEADER_VALUE.holds(text)));
}

function isHeaderName(name: string): boolean {
  try {
    validateHeaderName(name);
    return true;
  } catch {
    return false;
  }
}

function copyOfJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
