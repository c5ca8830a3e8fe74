import { EventEmitter } from "node:events";
import { describe, expect, test, vi } from "vitest";
import { type HostProcess, runProcess } from "../src/run-process.ts";
import { captureStreams } from "./support/capture-streams.ts";

describe("runProcess", () => {
  test("leaves the exit code to the end of the process, so that all output is written", async () => {
    const { host } = fakeProcess(["--no-such-option"]);

    await runProcess(host);

    expect(host.exitCode).toBe(2);
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
    ["EPIPE", ["--version"], 0, ""],
    ["EPIPE", ["--no-such-option"], 2, ""],
    ["EIO", ["--version"], 1, "error: stdout cannot be written: write failed\n"],
    ["EIO", ["--no-such-option"], 2, "error: stdout cannot be written: write failed\n"],
  ])("with a stdout that fails with %s, %j ends with %d", async (code, argv, exitCode, said) => {
    const { host, stderr } = fakeProcess(argv);

    await runProcess(host);
    const before = stderr.text;
    const error = Object.assign(new Error("write failed"), { code });
    host.stdout.emit("error", error);
    host.stdout.emit("error", error);

    expect(host.exitCode, stderr.text).toBe(exitCode);
    expect(stderr.text.slice(before.length)).toBe(said);
  });

  test("ends as it would with a stderr that fails", async () => {
    const { host } = fakeProcess(["--no-such-option"]);

    await runProcess(host);
    host.stderr.emit("error", Object.assign(new Error("write failed"), { code: "EPIPE" }));

    expect(host.exitCode).toBe(2);
  });
});

function fakeProcess(argv: readonly string[]) {
  vi.spyOn(console, "log").mockReturnValue();
  const { context, stderr } = captureStreams();
  const events = new EventEmitter();
  const kill = vi.fn<HostProcess["kill"]>().mockReturnValue(true);
  const host: HostProcess = {
    ...context,
    argv: ["node", "vg", ...argv],
    pid: 4321,
    once: (signal, listener) => events.once(signal, listener),
    kill,
  };
  return { host, stderr, events, kill };
}
