import { expect, test, vi } from "vitest";
import { showProgress } from "../../src/render/progress.ts";
import { captureStreams } from "../support/capture-streams.ts";

test("moves a bar and takes it away", async () => {
  vi.useFakeTimers();
  const { context, stderr } = captureStreams();
  const screen = Object.assign(stderr, { isTTY: true, columns: 80 });
  const progress = await showProgress("Preparing images", 4, { ...context, stderr: screen, interactive: true });

  progress.update(2);
  vi.advanceTimersByTime(200);
  progress.stop();
  progress.stop();

  expect(screen.text).toContain("0/4");
  expect(screen.text).toContain("2/4");
  expect(vi.getTimerCount()).toBe(0);
});

test("takes the bar away when the run is aborted", async () => {
  vi.useFakeTimers();
  const controller = new AbortController();
  const { context, stderr } = captureStreams({ signal: controller.signal });
  const screen = Object.assign(stderr, { isTTY: true, columns: 80 });
  await showProgress("Preparing images", 4, { ...context, stderr: screen, interactive: true });

  controller.abort();

  expect(vi.getTimerCount()).toBe(0);
  expect(screen.text).toContain("\u001B[?7h");
});

test.each([
  [false, 4],
  [true, 0],
])("draws nothing where nobody watches (%s) or nothing is to be done (%d)", async (interactive, total) => {
  const { context, stderr } = captureStreams();
  const progress = await showProgress("Preparing images", total, { ...context, interactive });
  progress.update(1);
  progress.stop();

  expect(stderr.text).toBe("");
});
