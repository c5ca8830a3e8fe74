import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { startDeadline, SYSTEM_TIME, wait, withDeadline } from "../../src/http/deadline.ts";
import { findRetryAfter, parseRetryAfter, retryDelay } from "../../src/http/retry.ts";
import { fakeClock } from "../support/fake-clock.ts";

const NOW = Date.UTC(2026, 0, 1);

describe("retryDelay", () => {
  const options = { baseDelay: 2000, maxRetryAfter: 20_000, retryAfter: undefined, random: () => 0 };

  test.each([
    [1, 2000],
    [2, 4000],
    [3, 8000],
  ])("doubles: after attempt %i it is %i ms", (attempt, ms) => {
    expect(retryDelay(attempt, options)).toBe(ms);
  });

  test.each([
    [0, 0],
    [1500, 1500],
    [20_000, 20_000],
    [3_600_000, 20_000],
  ])("follows a server that asks for %i ms with %i ms", (retryAfter, ms) => {
    expect(retryDelay(2, { ...options, retryAfter })).toBe(ms);
  });

  test("is shortened by at most a half at random", () => {
    const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), unit, (attempt, chance) => {
        const whole = retryDelay(attempt, options);
        const delay = retryDelay(attempt, { ...options, random: () => chance });

        expect(delay).toBeGreaterThanOrEqual(whole / 2);
        expect(delay).toBeLessThanOrEqual(whole);
      }),
    );
  });
});

describe("parseRetryAfter", () => {
  test.each([
    ["0", 0],
    ["30", 30_000],
    [" 5 ", 5000],
    ["Thu, 01 Jan 2026 00:00:07 GMT", 7000],
    ["Wed, 31 Dec 2025 00:00:00 GMT", 0],
    [null, undefined],
    ["", undefined],
    ["-1", undefined],
    ["1.5", undefined],
    ["soon", undefined],
    ["Thu, nonsense", undefined],
    ["99999999999999", undefined],
  ])("reads %j as %j ms", (header, ms) => {
    expect(parseRetryAfter(header, NOW)).toBe(ms);
  });
});

describe("findRetryAfter", () => {
  test.each([
    ['{"detail":"Request was throttled. Your rate limit resets in ~30s.","status":429,"retry_after":30}', 30_000],
    ['{"retry_after":1.5}', 1500],
    ['{"retryAfter": "7", "detail": "slow down"}', 7000],
    ['{"error":{"retry_after_ms":250}}', 250],
    ['{"detail":"Request was throttled. Your rate limit resets in ~30s."}', 30_000],
    ['{"detail":"Your rate limit resets in ~1m30s."}', 90_000],
    ["Too many requests, please try again in 2 minutes.", 120_000],
    ["Retry after 500 ms", 500],
    ["wait 1 hour", 3_600_000],
    ["resets in 4 seconds", 4000],
    ['{"retry_after":null}', undefined],
    ['{"retry_after":-3}', undefined],
    ['{"detail":"Request was throttled."}', undefined],
    ["429 Too Many Requests", undefined],
    ["", undefined],
  ])("reads %s as %j ms", (body, ms) => {
    expect(findRetryAfter(body)).toBe(ms);
  });

  test("has an answer to any text, in no time", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom("resets in ", '"retry_after": ', "wait for 1m"), (text, start) => {
        expect(findRetryAfter(text + start + text) ?? 0).toBeGreaterThanOrEqual(0);
      }),
    );
    for (const text of ["retry ", "1", '"retry_after"', "resets in 1 ", "wait  "])
      expect(() => findRetryAfter(text.repeat(65_536 / text.length))).not.toThrow();
  });
});

describe("wait", () => {
  test("ends when its time has come", async () => {
    const clock = fakeClock();
    const waiting = wait(1000, { clock, signal: new AbortController().signal });
    clock.advance(1000);

    await expect(waiting).resolves.toBeUndefined();
    expect(clock.pending).toBe(0);
  });

  test("ends at once with the signal's reason, and leaves no timer", async () => {
    const clock = fakeClock();
    const controller = new AbortController();
    const waiting = wait(1000, { clock, signal: controller.signal });
    controller.abort(new Error("enough"));

    await expect(waiting).rejects.toThrow("enough");
    expect(clock.pending).toBe(0);
  });

  test("does not start under an aborted signal", async () => {
    const clock = fakeClock();

    await expect(wait(1000, { clock, signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow("enough");
    expect(clock.pending).toBe(0);
  });
});

describe("withDeadline", () => {
  const never = new Promise<never>(() => {});

  test("gives back what the work gives, and leaves neither timer nor listener", async () => {
    const clock = fakeClock();
    const { signal } = new AbortController();
    const removed = vi.spyOn(signal, "removeEventListener");

    await expect(withDeadline({ clock, ms: 1000, signal }, async () => 7)).resolves.toBe(7);
    expect(clock.pending).toBe(0);
    expect(removed).toHaveBeenCalledTimes(1);
  });

  test("stops waiting for work that ignores its signal", async () => {
    const clock = fakeClock();
    const working = withDeadline({ clock, ms: 1000 }, () => never);
    clock.advance(1000);

    await expect(working).rejects.toMatchObject({ reason: "timeout", retryable: true });
    expect(clock.pending).toBe(0);
  });

  test("passes on the outer signal's reason, even where it is nothing", async () => {
    const controller = new AbortController();
    const working = withDeadline({ clock: fakeClock(), ms: 1000, signal: controller.signal }, () => never);
    controller.abort(null);

    await expect(working).rejects.toBeNull();
  });

  test("does not start the work under an aborted signal", async () => {
    const work = vi.fn<() => Promise<void>>();
    const working = withDeadline({ clock: fakeClock(), ms: 1000, signal: AbortSignal.abort("enough") }, work);

    await expect(working).rejects.toBe("enough");
    expect(work).not.toHaveBeenCalled();
  });

  test("does not let a late failure of the work go unhandled", async () => {
    const clock = fakeClock();
    const { promise: work, reject } = Promise.withResolvers<never>();
    const working = withDeadline({ clock, ms: 1 }, () => work);
    clock.advance(1);

    await expect(working).rejects.toMatchObject({ reason: "timeout" });
    reject(new Error("late"));
    await expect(work).rejects.toThrow("late");
  });

  test("aborts its signal in time", () => {
    const clock = fakeClock();
    const { signal, close } = startDeadline({ clock, ms: 1000 });
    clock.advance(999);
    expect(signal.aborted).toBe(false);
    clock.advance(1);
    expect(signal.reason).toMatchObject({ reason: "timeout" });
    close();
  });
});

describe("the system's clock", () => {
  test("calls back once, and not after it was cancelled", () => {
    vi.useFakeTimers({ now: NOW });
    const callback = vi.fn<() => void>();
    SYSTEM_TIME.clock.schedule(callback, 1000);
    const cancel = SYSTEM_TIME.clock.schedule(callback, 2000);
    cancel();
    vi.advanceTimersByTime(5000);

    expect(callback).toHaveBeenCalledTimes(1);
    expect(SYSTEM_TIME.clock.now()).toBe(NOW + 5000);
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });
});
