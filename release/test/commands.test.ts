import { expect, test } from "vitest";
import { runCommand } from "../src/commands.ts";

const options = { cwd: import.meta.dirname, env: process.env };

test("gives back what a command writes to stdout, and tells both while it runs", async () => {
  const heard: string[] = [];
  const script = "console.log('out'); console.error('err')";

  expect(await runCommand(process.execPath, ["-e", script], { ...options, onOutput: (text) => heard.push(text) })).toBe(
    "out\n",
  );
  expect(heard.toSorted()).toEqual(["err\n", "out\n"]);
});

test.each([
  [["-e", "console.error('it broke'); process.exit(3)"], /failed with exit code 3:\nit broke$/],
  [["-e", "process.kill(process.pid, 'SIGKILL')"], /failed with SIGKILL/],
])("%j is an error that says so", async (args, message) => {
  await expect(runCommand(process.execPath, args, options)).rejects.toThrow(message);
});

test("a command that does not exist is an error", async () => {
  await expect(runCommand("/no/such/command", [], options)).rejects.toThrow("/no/such/command failed");
});
