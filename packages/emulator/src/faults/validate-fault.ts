import { formatList, formatValue, isObject } from "@vg/internal";
import { validateHeaderName } from "node:http";
import * as v from "valibot";
import {
  HEADER_VALUE,
  fitsHeader,
  objectOf,
  type SchemasOf,
  validateObject,
  wholeNumber,
  withRule,
} from "../validation.ts";
import type { FaultRule, FaultTarget } from "./fault-rule.ts";
import type { Fault, FaultKind } from "./fault.ts";
import { ROUTE_NAMES, type RouteName } from "../request-record.ts";

/**
 * Validates a rule and returns a copy of it.
 *
 * @throws {@link EmulatorError} that names the invalid field, its value and what it must be.
 */
export function validateRule(rule: FaultRule): FaultRule {
  // The copy is validated, because it lacks the getters of a class.
  const own = isObject(rule) ? { ...rule } : rule;
  validateObject("rule", RULE, own);
  const copy = { ...own, ...(own.route === undefined ? {} : { route: [own.route].flat() }) };
  if (copy.kind !== "status") return copy;
  const { headers = {}, body } = copy;
  return { ...copy, headers: { ...headers }, body: typeof body === "object" ? copyOfJson(body) : body };
}

/**
 * Validates the fault that a chooser returned.
 *
 * @throws {@link EmulatorError} that names the invalid field, its value and what it must be.
 */
export function validateFault(fault: Fault): void {
  validateObject("fault", FAULT, fault);
}

const HTTP_STATUS = wholeNumber(200, 599, "an HTTP status");

const FAULTS = {
  status: {
    status: HTTP_STATUS,
    body: v.optional(withRule("be a text or what JSON can hold", v.custom<unknown>(isJson))),
    headers: v.optional(
      withRule(
        "be names of headers with texts that a header can hold",
        v.pipe(
          v.custom<Readonly<Record<string, string>>>(isObject),
          v.record(v.pipe(v.string(), v.check(isHeaderName)), v.pipe(v.string(), v.check(fitsHeader))),
        ),
      ),
    ),
    retryAfter: v.optional(
      withRule(
        "be a whole number of seconds from 0 up, or a text that a header can hold",
        v.union([
          v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
          v.pipe(v.string(), v.nonEmpty(), v.check(fitsHeader)),
        ]),
      ),
    ),
    retryAfterIn: v.optional(oneOf(["both", "header", "body"])),
  },
  html: { status: v.optional(HTTP_STATUS) },
  empty: { status: v.optional(HTTP_STATUS) },
  "empty-json": {},
  delay: {
    ms: withRule(
      "be a number of milliseconds from 0 to 2147483647",
      v.pipe(v.number(), v.minValue(0), v.maxValue(2 ** 31 - 1)),
    ),
  },
  hang: {},
  reset: {},
  redirect: { status: v.optional(oneOf([301, 302, 303, 307, 308])), location: v.optional(HEADER_VALUE) },
  "hang-in-body": { after: v.optional(wholeNumber(0)) },
  cut: { after: v.optional(wholeNumber(0)) },
  drip: {
    bytesPerSecond: v.optional(
      withRule("be a finite number, more than 0", v.pipe(v.number(), v.finite(), v.gtValue(0))),
    ),
  },
  "wrong-length": {
    by: withRule("be a whole number other than 0", v.pipe(v.number(), v.safeInteger(), v.notValue(0))),
  },
  "wrong-token": { token: oneOf(["expired", "other-object", "forged", "garbage", "absent"]) },
} satisfies {
  readonly [Kind in FaultKind]: SchemasOf<Omit<Extract<Fault, { readonly kind: Kind }>, "kind">>;
};

const ROUTE = v.custom<RouteName>((value) => ROUTE_NAMES.some((name) => name === value));

const TARGET = {
  route: v.optional(
    withRule(
      `be one or several of ${ROUTE_NAMES.join(", ")}`,
      v.union([ROUTE, v.pipe(v.array(ROUTE), v.minLength(1))]),
      formatRoutes,
    ),
  ),
  service: v.optional(oneOf(["supabase", "replicate", "none"])),
  method: v.optional(withRule("be the name of an HTTP method", v.pipe(v.string(), v.regex(/^[A-Za-z]+$/)))),
  model: v.optional(withRule("be owner/name", v.pipe(v.string(), v.regex(/^[\w.-]+\/[\w.-]+$/)))),
  bucket: v.optional(withRule("be a text", v.string())),
  key: v.optional(withRule("be a text or a pattern", v.union([v.string(), v.instance(RegExp)]))),
  when: v.optional(
    withRule(
      "be a function",
      v.custom<NonNullable<FaultTarget["when"]>>((value) => typeof value === "function"),
    ),
  ),
  times: v.optional(
    withRule(
      "be a whole number from 1 up, or Infinity",
      v.union([v.pipe(v.number(), v.safeInteger(), v.minValue(1)), v.literal(Number.POSITIVE_INFINITY)]),
    ),
  ),
  strikes: v.optional(oneOf(["before-body", "before-handling", "after-handling"])),
} satisfies SchemasOf<FaultTarget>;

const FAULT = faultWith("fault", {});
const RULE = faultWith("rule", TARGET);

/** The schema of a fault of any kind: the fields of its kind, and those of `target`. */
function faultWith(name: string, target: v.ObjectEntries): v.GenericSchema {
  const kinds = Object.entries<v.ObjectEntries>(FAULTS).map(([kind, fields]) =>
    objectOf(name, { kind: v.literal(kind), ...fields, ...target }),
  );
  return withRule(`be ${anyOf(Object.keys(FAULTS))}`, v.variant("kind", kinds));
}

function oneOf<const Values extends readonly (string | number)[]>(values: Values): v.GenericSchema<Values[number]> {
  return withRule(`be ${anyOf(values)}`, v.picklist(values));
}

function anyOf(values: readonly (string | number)[]): string {
  return `one of ${values.map((value) => JSON.stringify(value)).join(", ")}`;
}

function formatRoutes(value: unknown): string {
  const isShown = Array.isArray(value) && value.length > 0;
  return isShown
    ? formatList(
        value.map((route) => formatValue(route)),
        "and",
      )
    : formatValue(value);
}

function isJson(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
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
