import { writeFile } from "node:fs/promises";
import { CALLS } from "./calls.ts";
import { furnish, runCall } from "./run-calls.ts";

// Records what a real Storage server answers. It deletes every bucket of that server.

const { STORAGE_URL: url, STORAGE_JWT_SECRET: jwtSecret } = process.env;
if (url === undefined || jwtSecret === undefined) {
  throw new Error("Set STORAGE_URL and STORAGE_JWT_SECRET to those of a Storage server that may lose all it has");
}
const answers: Record<string, unknown> = {};
for (const call of CALLS) {
  await furnish({ url, jwtSecret });
  answers[call.name] = await runCall(call, { url, jwtSecret });
}
await writeFile(new URL("answers.json", import.meta.url), `${JSON.stringify(answers, undefined, 2)}\n`);
process.stdout.write(`Recorded ${CALLS.length} calls.\n`);
