import { rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";

// Reads the id of a server's process, the newest in the last line, until the process that writes there has ended. Then it
// ends the server, if there is one, and removes its folder.

const [signal, folder = ""] = process.argv.slice(2);
let server = 0;
for await (const line of createInterface({ input: process.stdin })) server = Number(line);
if (server > 0 && send(signal)) {
  // What still writes into a folder keeps it from being removed.
  while (send(0)) await delay(20);
}
if (folder !== "") await rm(folder, { recursive: true, force: true, maxRetries: 20 });

/** Sends the server a signal, 0 for none; returns whether it was still there. */
function send(which: string | 0 | undefined): boolean {
  try {
    return process.kill(server, which);
  } catch {
    return false;
  }
}
