import { EventEmitter } from "node:events";
import { describe, expect, test, vi } from "vitest";
import { type HostProcess, runProcess } from "../src/run-process.ts";
import { captureStreams } from "./support/capture-streams.ts";

describe("runProcess", () => {
  test("leaves the exit code to the end of the process, so that all output is written", async () => {
    const { host, exit } = fakeProcess(["--no-such-option"]);

    await runProcess(host);

    expect(host.exitCode).toBe(2);
    expect(exit).not.toHaveBeenCalled();
  });

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("ends itself by %s when that came, so that the shell sees it", async (signal, exitCode) => {
    const { host, events, kill } = fakeProcess(["completion", "bash"]);

    const running = runProcess(host);
    events.emit(signal);
    await running;

    expect(host.exitCode).toBe(exitCode);
    expect(kill.mock.calls).toEqual([[4321, signal]]);
    expect(events.listenerCount(signal)).toBe(0);
  });

  test.each([
    ["EPIPE", 0],
    ["EIO", 1],
  ])("ends at once with the code of a stdout that fails with %s: %d", async (code, exitCode) => {
    const { host, exit } = fakeProcess(["--version"]);

    await runProcess(host);
    host.stdout.emit("error", Object.assign(new Error("write failed"), { code }));

    expect(exit).toHaveBeenCalledWith(exitCode);
  });
});

function fakeProcess(argv: readonly string[]) {
  vi.spyOn(console, "log").mockReturnValue();
  const { context } = captureStreams();
  const events = new EventEmitter();
  const kill = vi.fn<HostProcess["kill"]>().mockReturnValue(true);
  const exit = vi.fn<HostProcess["exit"]>();
  const host: HostProcess = {
    ...context,
    argv: ["node", "vg", ...argv],
    pid: 4321,
    once: (signal, listener) => events.once(signal, listener),
    kill,
    exit,
  };
  return { host, events, kill, exit };
}
