import { describe, expect, test, vi } from "vitest";
import { remember } from "../src/index.ts";

describe("remember", () => {
  test("makes the value of each key once", () => {
    const known = new Map<string, object>();
    const make = vi.fn<(key: string) => object>((key) => ({ key }));

    const first = remember(known, "a", make);
    expect(first).toEqual({ key: "a" });
    expect(remember(known, "a", make)).toBe(first);
    expect(remember(known, "b", make)).toEqual({ key: "b" });
    expect(make).toHaveBeenCalledTimes(2);
  });

  test("keeps a value that is falsy", () => {
    const make = vi.fn<() => number>(() => 0);
    const known = new Map<string, number>();

    expect([remember(known, "a", make), remember(known, "a", make)]).toEqual([0, 0]);
    expect(make).toHaveBeenCalledTimes(1);
  });

  test("takes a WeakMap", () => {
    const known = new WeakMap<object, string>();
    const key = {};

    expect(remember(known, key, () => "first")).toBe("first");
    expect(remember(known, key, () => "second")).toBe("first");
  });

  test("remembers nothing if it cannot be made", () => {
    const known = new Map<string, string>();

    expect(() =>
      remember(known, "a", () => {
        throw new Error("not now");
      }),
    ).toThrow("not now");
    expect(known.size).toBe(0);
  });
});
