import { expect, expectTypeOf, test } from "vitest";
import {
  type Emulator,
  EmulatorError,
  type Fault,
  type FaultKind,
  type FaultRule,
  type RequestRecord,
} from "../src/index.ts";

test("a fault's kind decides its fields", () => {
  expectTypeOf<{ kind: "cut"; after: 3 }>().toExtend<FaultRule>();
  expectTypeOf<{ kind: "status" }>().not.toExtend<FaultRule>();
  expectTypeOf<{ kind: "nonsense" }>().not.toExtend<FaultRule>();
  expectTypeOf<Fault["kind"]>().toEqualTypeOf<FaultKind>();
  // @ts-expect-error - `after` belongs to other kinds
  const rule: FaultRule = { kind: "html", after: 3 };
  expect(rule.kind).toBe("html");
});

test("the emulator's URLs and keys fit the clients' options, and are readonly", () => {
  expectTypeOf<Emulator["supabase"]>().toExtend<{ readonly url: string; readonly serviceRoleKey: string }>();
  expectTypeOf<Emulator["replicate"]>().toExtend<{ readonly token: string; readonly baseUrl?: string }>();
  expectTypeOf<Emulator["requests"]>().toEqualTypeOf<readonly RequestRecord[]>();
});

test("an error names the field and keeps its cause", () => {
  const cause = new Error("in use");
  const error = new EmulatorError("port", "1 cannot be used", { cause });

  expect(error).toMatchObject({ name: "EmulatorError", field: "port", message: "port 1 cannot be used", cause });
});
