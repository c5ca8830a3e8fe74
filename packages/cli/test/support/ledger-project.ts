import { createServer, request } from "node:http";
import { startPostgres, whyNoPostgres } from "@vg/testing/postgres";
import { startPostgrest, whyNoPostgrest } from "@vg/testing/postgrest";
import { Client } from "pg";

/** A Supabase project as the ledger needs it: a PostgreSQL with Supabase's roles, and PostgREST under `/rest/v1`. */
export interface LedgerProject {
  /** Runs SQL as the owner of the database. */
  readonly sql: (text: string) => Promise<void>;
  /** The variables of the project, with the key of a role. */
  readonly env: (role: "service_role" | "authenticated") => Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/** The reason why this machine cannot run a project; undefined if it can. */
export const whyNoProject: string | undefined = whyNoPostgres() ?? whyNoPostgrest();

const ROLES = `
  create role anon nologin;
  create role authenticated nologin;
  create role service_role nologin bypassrls;
  create role authenticator login noinherit;
  grant anon, authenticated, service_role to authenticator`;

/** Starts a project without a ledger. */
export async function startLedgerProject(): Promise<LedgerProject> {
  const postgres = await startPostgres();
  const owner = new Client({ connectionString: postgres.url() });
  await owner.connect();
  await owner.query(ROLES);
  const postgrest = await startPostgrest(postgres.url("postgres", "authenticator"));
  const { port: apiPort } = new URL(postgrest.url);
  // Supabase's gateway has PostgREST under a path of its own.
  const gateway = createServer((incoming, outgoing) => {
    const path = incoming.url?.replace(/^\/rest\/v1/, "");
    const { method, headers } = incoming;
    const onward = request({ host: "127.0.0.1", port: apiPort, path, method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.once("error", () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
  const address = gateway.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    async sql(text) {
      await owner.query(text);
    },
    env: (role) => ({
      SUPABASE_URL: `http://127.0.0.1:${port}`,
      SUPABASE_SERVICE_ROLE_KEY: postgrest.keyFor(role),
    }),
    async stop() {
      gateway.closeAllConnections();
      await new Promise((resolve) => gateway.close(resolve));
      await postgrest.stop();
      await owner.end();
      await postgres.stop();
    },
  };
}
