import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { connect, createServer } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { startPostgres, whyNoPostgres } from "../src/postgres-server.ts";
import { startPostgrest, whyNoPostgrest } from "../src/postgrest-server.ts";

const [noPostgres, noPostgrest] = [whyNoPostgres(), whyNoPostgrest()];

test("says why there is no server for a platform", async () => {
  expect(whyNoPostgres("plan9", "mips")).toBe("no PostgreSQL for plan9-mips is installed from npm");
  expect(whyNoPostgrest("plan9", "mips")).toBe("no PostgREST for plan9-mips is installed from npm");
  await expect(startPostgres({ platform: "plan9" })).rejects.toThrow("no PostgreSQL for plan9");
  await expect(startPostgrest("postgres://127.0.0.1:1/", { platform: "plan9" })).rejects.toThrow(
    "no PostgREST for plan9",
  );
});

describe.skipIf(noPostgres !== undefined)(`a PostgreSQL from npm${noPostgres ?? ""}`, () => {
  test("is killed, starts again with its data and its port, and leaves nothing", async () => {
    const server = await startPostgres({ durable: true });
    const { port } = server;
    expect(server.url("films", "me")).toBe(`postgres://me@127.0.0.1:${port}/films`);
    expect(existsSync(server.folder)).toBe(true);

    await server.kill();
    await server.restart();
    expect(server.port).toBe(port);
    await server.stop();
    await server.stop();

    expect(existsSync(server.folder)).toBe(false);
  });

  test("ends and leaves nothing if the process that started it is killed", async () => {
    const program =
      'import { startPostgres } from "@vg/testing/postgres"; console.log(JSON.stringify(await startPostgres()));';
    const child = spawn(process.execPath, ["--input-type=module", "--eval", program], { cwd: import.meta.dirname });
    const [printed] = await once(child.stdout, "data");
    const { port, folder }: { port: number; folder: string } = JSON.parse(String(printed));
    expect(await isListening(port)).toBe(true);

    child.kill("SIGKILL");

    await expect.poll(() => isListening(port)).toBe(false);
    await expect.poll(() => existsSync(folder)).toBe(false);
  });

  test("says what it wrote if it does not start", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void other.close());
    await once(other, "listening");
    const { port }: { port: number } = Object(other.address());

    await expect(startPostgres({ port })).rejects.toThrow("Address already in use");
  });
});

describe.skipIf((noPostgres ?? noPostgrest) !== undefined)(`a PostgREST from npm${noPostgrest ?? ""}`, () => {
  test("answers what its database does, for the role of a key", async () => {
    await using database = await startPostgres();
    await using api = await startPostgrest(database.url());

    const answer = await fetch(api.url, { headers: { authorization: `Bearer ${api.keyFor("postgres")}` } });

    expect([answer.status, await answer.json()]).toEqual([200, expect.objectContaining({ swagger: "2.0" })]);
  });

  test("says what it wrote if it does not start", async () => {
    await expect(startPostgrest("no url", { port: -1 })).rejects.toThrow("PostgREST ended");
  });
});

/** Returns whether a connection to a port of 127.0.0.1 is accepted. */
async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  const isOpen = await once(socket, "connect").then(
    () => true,
    () => false,
  );
  socket.destroy();
  return isOpen;
}
