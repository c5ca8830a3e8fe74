import { ConfigError, type ConfigIssue } from "../../errors.ts";
import { inputField, isGiven, meets } from "../fields.ts";
import type { Role } from "../model.ts";
import type { CompiledModel, Look, Need } from "./compile.ts";
import type { ClipWish, WishField } from "./wish.ts";

/** An input as it is being made: what is decided so far, and what could not be as it was wished. */
export interface Draft {
  readonly name: string;
  readonly model: CompiledModel;
  readonly wish: ClipWish;
  readonly input: Record<string, unknown>;
  /** The inputs that `extra` sets. */
  readonly extra: Readonly<Record<string, unknown>>;
  /** The issues of wishes that are wrong or missing, so far. */
  readonly issues: ConfigIssue[];
  /** The reasons why wishes cannot be kept, by their fields. */
  readonly reasons: Partial<Record<WishField, string | undefined>>;
  /** The values that follow from the wished resolution and shape, once they are needed. */
  look?: Look;
}

/** Sets an input; `undefined` leaves it out. */
export function setInput({ input }: Draft, name: string, value: unknown): void {
  if (value !== undefined) input[name] = value;
  else if (Object.hasOwn(input, name)) delete input[name];
}

/** Returns the value that the model goes by: what is set, or else the default. */
export function valueOf({ input, model }: Draft, name: string): unknown {
  return Object.hasOwn(input, name) ? input[name] : inputField(model.spec, name)?.default;
}

/** Returns whether inputs are as conditions want them. */
export function allMeet(draft: Draft, conditions: Need["when"]): boolean {
  return conditions.every(([name, condition]) => meetsNow(draft, name, condition));
}

function meetsNow(draft: Draft, name: string, condition: Need["condition"]): boolean {
  const isAboutPresence = typeof condition === "object" && "present" in condition;
  return isAboutPresence ? isGiven(draft.input[name]) === condition.present : meets(condition, valueOf(draft, name));
}

/** Returns what is asked of the role's input, or of one before it, and is not so. */
export function brokenNeed(draft: Draft, role: Role): Need | undefined {
  return draft.model.needs[role]?.find((need) => isBroken(draft, need) && !canBeSet(draft, need));
}

/** Returns whether a need is not met. */
export function isBroken(draft: Draft, { when, input, condition }: Need): boolean {
  return !meetsNow(draft, input, condition) && allMeet(draft, when);
}

/** Returns whether the input has no role and is free, so that it can be set to what is asked. */
function canBeSet({ model, extra }: Draft, need: Need): boolean {
  return model.otherNeeds.includes(need) && !Object.hasOwn(extra, need.input);
}

/** Returns why an input is ignored; `undefined` if it is not. */
export function ignoredBecause(draft: Draft, name: string): string | undefined {
  return draft.model.ignored.get(name)?.find(({ when }) => allMeet(draft, when))?.reason;
}

/** The outcome of a choice: whether a candidate is left, and the rule that the first one breaks. */
export interface Choice {
  readonly isPossible: boolean;
  readonly broken: Need | undefined;
}

/** Sets the input of a role to the first candidate that breaks no rule. */
export function choose(draft: Draft, role: Role, candidates: readonly unknown[]): Choice {
  const name = draft.model.slots[role]?.name;
  if (name === undefined) return { isPossible: true, broken: undefined };
  let first: Need | undefined;
  for (const candidate of candidates) {
    setInput(draft, name, candidate);
    const broken = brokenNeed(draft, role);
    if (broken === undefined) return { isPossible: true, broken: first };
    first ??= broken;
  }
  return { isPossible: false, broken: first };
}

/** Makes the error of a wish that the model cannot be given. */
export function wishError(field: string, message: string): ConfigError {
  return new ConfigError([wishIssue(field, message)]);
}

/** Makes the issue of a wish. */
export function wishIssue(field: string, message: string): ConfigIssue {
  return { variable: `wish.${field}`, message };
}

/** Returns whether `extra` sets an input. */
export function isExtra({ extra }: Draft, name: string): boolean {
  return Object.hasOwn(extra, name);
}
