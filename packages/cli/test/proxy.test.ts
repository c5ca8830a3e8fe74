import { createServer } from "node:http";
import { connect, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { startEmulated } from "./support/emulated.ts";
import { runHere } from "./support/run-here.ts";
import { runVg } from "./support/run-vg.ts";

const IMAGE = "http://supabase.example/storage/v1/object/images/boat.png";
const SUPABASE = { SUPABASE_URL: "http://supabase.example", SUPABASE_SERVICE_ROLE_KEY: "a-key" };
const HINT = "unless NODE_USE_ENV_PROXY=1 is set, too";

test("goes through the proxy that the variables name", async () => {
  const { emulator, env: local } = await startEmulated();
  const { url, asked } = await startProxy(Number(new URL(emulator.origin).port));
  const { SUPABASE_SERVICE_ROLE_KEY = "" } = local;
  const env = { ...SUPABASE, SUPABASE_SERVICE_ROLE_KEY, HTTP_PROXY: url, NODE_USE_ENV_PROXY: "1" };
  const doctor = await runVg(["doctor"], { env });
  const plan = await runVg(["plan", "-", "--quiet"], { env, stdin: job(IMAGE) });

  expect(new Set(asked)).toEqual(new Set(["CONNECT supabase.example:80"]));
  expect(doctor.stdout).toContain("ok       Supabase: http://supabase.example is reached");
  expect(doctor.stdout + plan.stderr).not.toContain("PROXY");
  expect(plan.exitCode, plan.stderr).toBe(0);
  expect(plan.stdout).toContain("1 signed URL");
});

test("says what to set where a proxy is named and not used, without the proxy's password", async () => {
  const { env: local, url } = await startEmulated();
  const env = { ...local, HTTPS_PROXY: "http://me:canary@127.0.0.1:9" };
  const doctor = await runHere(["doctor"], { env });
  const plan = await runHere(["plan", "-"], { env, stdin: job(url("images/boat.png")) });

  expect(doctor.stdout).toContain("warning  configuration: HTTPS_PROXY is set, but Node does not use a proxy");
  expect(doctor.stdout).toContain(HINT);
  expect(plan.stderr).toContain(HINT);
  expect(doctor.stdout + plan.stdout + plan.stderr).not.toContain("canary");
});

test.each([
  [["plan", "-", "--no-images"], job(IMAGE)],
  [["accuracy", "-"], "duration,cost\n6,0.23\n"],
  [["demo"], ""],
  [["models"], ""],
])("says nothing of it for vg %j, which asks nobody", async (argv, stdin) => {
  const { exitCode, stderr } = await runHere(argv, { env: { HTTPS_PROXY: "http://127.0.0.1:9" }, stdin });

  expect(exitCode, stderr).toBe(0);
  expect(stderr).not.toContain("PROXY");
});

/** Starts a proxy that leads to one port of this machine, whatever it is asked for. */
async function startProxy(port: number): Promise<{ readonly url: string; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const server = createServer();
  server.on("connect", (request, socket: Socket) => {
    asked.push(`CONNECT ${request.url}`);
    const upstream = connect(port, "127.0.0.1", () => socket.write("HTTP/1.1 200 OK\r\n\r\n"));
    for (const end of [upstream, socket]) end.on("error", () => end.destroy());
    upstream.pipe(socket).pipe(upstream);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`, asked };
}

function job(imageUrl: string): string {
  return JSON.stringify({ jobId: "film", clipPrompts: [{ prompt: "a boat", duration: 4, imageUrl }] });
}
