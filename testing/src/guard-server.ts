import { spawn } from "node:child_process";
import { Socket } from "node:net";
import { join } from "node:path";

/** A process that ends a server of this process if this one ends first, in whichever way. */
export interface ServerGuard {
  /** Names the process of the server; undefined if it has ended. */
  watch(pid: number | undefined): void;
  /** Ends the guard, when there is no server any more. */
  end(): void;
}

/**
 * Starts a guard: a process that is killed runs no handler of its own.
 *
 * @param signal - The signal that ends the server.
 * @param folder - The folder to remove after that.
 */
export function guardServer(signal: NodeJS.Signals, folder = ""): ServerGuard {
  const program = join(import.meta.dirname, "../bin/guard-server.ts");
  // Detached, so that Ctrl-C does not end it with the others.
  const child = spawn(process.execPath, [program, signal, folder], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  child.unref();
  if (child.stdin instanceof Socket) child.stdin.unref();
  return {
    watch: (pid = 0) => {
      if (child.stdin.writable) child.stdin.write(`${pid}\n`);
    },
    end: () => {
      if (child.stdin.writable) child.stdin.end("0\n");
    },
  };
}
