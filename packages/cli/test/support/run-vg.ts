import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import pty from "@lydell/node-pty";

const BIN = new URL("../../src/bin.ts", import.meta.url).pathname;

/** Node keeps the compiled sources here, which makes the start of a process three times as fast. */
const COMPILE_CACHE = fileURLToPath(new URL("../../node_modules/.cache/vg-compile", import.meta.url));

/** How a process of `vg` is started. */
export interface RunOptions {
  /** The variables it has; nothing of the test's own environment but the path to programs. */
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly cwd?: string;
}

/** What a process of `vg` gave. */
export interface ProcessRun {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `vg` as a process whose streams are pipes. */
export async function runVg(
  argv: readonly string[],
  { env = {}, stdin = "", cwd }: RunOptions = {},
): Promise<ProcessRun> {
  const child = startVg(argv, { env, ...(cwd !== undefined && { cwd }) });
  child.stdin.end(stdin);
  const [stdout, stderr, [exitCode, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { exitCode, signal, stdout, stderr };
}

/** Starts `vg` as a process whose streams are pipes. */
export function startVg(argv: readonly string[], { env = {}, cwd }: Omit<RunOptions, "stdin"> = {}) {
  return spawn(process.execPath, nodeArguments(argv), { env: environment(env), cwd, stdio: "pipe" });
}

/** Runs the rest of a command line that begins with `vg`, such as `plan - < job.json | head -1`, in a shell; stdin is empty. */
export function runInShell(command: string, { env = {}, cwd }: Omit<RunOptions, "stdin"> = {}) {
  const script = `"$0" ${nodeArguments([]).join(" ")} ${command}`;
  return spawnSync("bash", ["-o", "pipefail", "-c", script, process.execPath], {
    cwd,
    env: environment(env),
    encoding: "utf8",
    input: "",
  });
}

/** `vg` in a terminal of its own, where stdout and stderr are one screen. */
export interface TerminalRun {
  /** What has been written so far. */
  readonly screen: () => string;
  /** Types. */
  readonly type: (keys: string) => void;
  /** Resolves as soon as the screen holds `text`. */
  readonly shows: (text: string | RegExp) => Promise<void>;
  readonly ended: Promise<{ readonly exitCode: number; readonly signal: number | undefined }>;
}

/** Runs `vg` in a terminal of 100 columns, or as many as are asked for. */
export function runInTerminal(
  argv: readonly string[],
  { env = {}, cwd, cols = 100 }: Omit<RunOptions, "stdin"> & { readonly cols?: number } = {},
): TerminalRun {
  const terminal = pty.spawn(process.execPath, nodeArguments(argv), {
    cols,
    rows: 40,
    env: { ...environment(env), TERM: "xterm-256color" },
    ...(cwd !== undefined && { cwd }),
  });
  let screen = "";
  const watchers = new Set<() => void>();
  terminal.onData((data) => {
    screen += data;
    for (const watcher of watchers) watcher();
  });
  return {
    screen: () => screen,
    type: (keys) => terminal.write(keys),
    shows: (wanted) =>
      new Promise((resolve) => {
        const watcher = (): void => {
          if (!(typeof wanted === "string" ? screen.includes(wanted) : wanted.test(screen))) return;
          watchers.delete(watcher);
          resolve();
        };
        watchers.add(watcher);
        watcher();
      }),
    ended: new Promise((resolve) => {
      terminal.onExit(({ exitCode, signal }) => resolve({ exitCode, signal }));
    }),
  };
}

function nodeArguments(argv: readonly string[]): string[] {
  return ["--conditions=@vg/source", BIN, ...argv];
}

function environment(env: Readonly<Record<string, string>>): Record<string, string> {
  const { PATH = "", HOME = "" } = process.env;
  return { PATH, HOME, NODE_COMPILE_CACHE: COMPILE_CACHE, ...env };
}
