import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PostgrestClient } from "@supabase/postgrest-js";
import { createLedger, LedgerError, type LedgerErrorCode, migrations } from "@vg/ledger";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CliError } from "../../src/index.ts";
import { explainLedgerError } from "../../src/ledger/use-ledger.ts";
import { type LedgerProject, startLedgerProject, whyNoProject } from "../support/ledger-project.ts";
import { runHere } from "../support/run-here.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

describe("vg ledger migration", () => {
  test("prints the SQL of every migration", async () => {
    const { exitCode, stdout } = await runHere(["ledger", "migration"]);

    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      migrations()
        .map(({ sql }) => `${sql.trimEnd()}\n`)
        .join(""),
    );
  });

  test("writes files that Supabase applies, and each of them once", async () => {
    const folder = join(temporaryFolder(), "supabase", "migrations");
    const first = await runHere(["ledger", "migration", "--out", folder]);
    const second = await runHere(["ledger", "migration", "--out", folder]);
    const files = readdirSync(folder);

    expect(files).toEqual([expect.stringMatching(/^\d{14}_vg_0001_ledger\.sql$/)]);
    expect(first).toEqual({ exitCode: 0, stdout: `${join(folder, files[0] ?? "")}\n`, stderr: "" });
    expect(second).toMatchObject({ exitCode: 0, stdout: "" });
    expect(second.stderr).toContain("is there already");
    expect(readFileSync(join(folder, files[0] ?? ""), "utf8")).toBe(migrations()[0]?.sql);
  });
});

describe("an error of the ledger", () => {
  test.each<[LedgerErrorCode, number, string]>([
    ["UNKNOWN_BUDGET", 2, "vg ledger open"],
    ["BUDGET_CONFLICT", 2, "vg ledger budgets"],
    ["LEDGER_MISSING", 2, "vg ledger migration"],
    ["LEDGER_FORBIDDEN", 2, "service_role key"],
    ["LEDGER_UNREACHABLE", 1, "SUPABASE_URL"],
    ["LEDGER_FAILED", 1, "it went wrong"],
  ])("%s ends with exit code %i and the fix", (code, exitCode, fix) => {
    const error = explainLedgerError(new LedgerError(code, "it went wrong"));

    expect(error).toBeInstanceOf(CliError);
    expect(error).toMatchObject({ exitCode, message: expect.stringContaining(fix) });
  });
});

test.each([["budgets"], ["check"], ["expire"], ["history"], ["open", "film", "--limit", "1"]])(
  "vg ledger %s without a configuration names the variables that it needs",
  async (...argv) => {
    const { exitCode, stdout, stderr } = await runHere(["ledger", ...argv]);

    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain("SUPABASE_URL");
    expect(stderr).toContain("SUPABASE_SERVICE_ROLE_KEY");
  },
);

describe.skipIf(whyNoProject !== undefined)(`in a project of Supabase ${whyNoProject ?? ""}`, () => {
  let project: LedgerProject;
  beforeAll(async () => {
    project = await startLedgerProject();
  }, 60_000);
  afterAll(() => project.stop());

  const vg = (...argv: string[]) => runHere(["ledger", ...argv], { env: project.env("service_role") });

  test("from the migration to the verdict", { timeout: 60_000 }, async () => {
    const missing = await vg("budgets");
    expect(missing).toMatchObject({ exitCode: 2, stdout: "" });
    expect(missing.stderr).toContain("vg ledger migration");

    await project.sql((await vg("migration")).stdout);
    await project.sql("notify pgrst, 'reload schema'");
    await expect.poll(async () => (await vg("check")).stdout, { timeout: 10_000 }).toContain("ok:");
    expect((await vg("budgets")).stderr).toContain("No budget is open");
    expect((await vg("history")).stderr).toContain("Nothing was settled");

    expect(await vg("open", "studio", "--limit", "500", "--period", "month", "--time-zone", "Europe/Berlin")).toEqual({
      exitCode: 0,
      stdout: "studio is open with a limit of $500.00 a month; $500.00 remain\n",
      stderr: "",
    });
    await vg("open", "film", "--limit", "25.00", "--parent", "studio");
    await record(project);

    expect((await vg("budgets")).stdout).toBe(
      [
        "budget    limit  spent  reserved  remaining  period                parent",
        "film     $25.00  $1.02     $2.00     $21.98  -                     studio",
        "studio  $500.00  $1.02     $2.00    $496.98  month, Europe/Berlin  -",
        "",
      ].join("\n"),
    );
    expect(JSON.parse((await vg("budgets", "--json")).stdout)).toMatchObject([
      { name: "film", parent: "studio", spent: { amount: "1.02", currency: "USD" } },
      { name: "studio", period: "month", timeZone: "Europe/Berlin", reserved: { amount: "2.00" } },
    ]);

    const { stdout: lines } = await vg("history", "film", "--jsonl");
    expect(
      lines
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      expect.objectContaining({ key: "clip-1", estimate: "0.45", actual: "0.42", duration: 6 }),
      { key: "clip-2", at: expect.any(String), estimate: "0.60", actual: "0.60", details: {} },
    ]);
    const judged = await runHere(["accuracy", "-"], { stdin: lines });
    expect(judged.exitCode, judged.stderr).toBe(0);
    expect(judged.stdout).toContain("all 2 estimates are within 20 %");
    expect(judged.stdout).toContain("You paid $1.02; the estimates said $1.05");
    expect(judged.stdout).toMatch(/^kling-v2\.5-turbo-pro +1 +1 /m);
    expect((await vg("history")).stdout).toMatch(/film {4}clip-1 +\$0\.45 +\$0\.42$/m);
    expect((await vg("history", "--since", "2999-01-01", "--jsonl")).stdout).toBe("");

    await project.sql("update vg_ledger.reservations set expires_at = now() - interval '1 hour' where key = 'clip-3'");
    expect(await vg("expire")).toEqual({ exitCode: 0, stdout: "clip-3\n", stderr: "" });
    expect((await vg("expire")).stderr).toContain("No reservation is due");

    await project.sql("update vg_ledger.balances set spent = spent + 1");
    const wrong = await vg("check");
    expect(wrong).toMatchObject({ exitCode: 1, stdout: "" });
    expect(wrong.stderr).toContain("film");

    expect((await vg("history", "nothing")).stderr).toContain("vg ledger open");
    const conflict = await vg("open", "film", "--limit", "25.00");
    expect(conflict.exitCode).toBe(2);
    expect(conflict.stderr).toContain("only its limit may change");

    const env = project.env("authenticated");
    const refused = await runHere(["ledger", "budgets"], { env });
    expect(refused).toMatchObject({ exitCode: 2, stdout: "" });
    expect(refused.stderr).toContain("service_role key");
    expect(refused.stderr).not.toContain(env["SUPABASE_SERVICE_ROLE_KEY"]);
  });
});

/** Two clips that were paid, and one that is still being made. */
async function record(project: LedgerProject): Promise<void> {
  const { SUPABASE_URL: url = "", SUPABASE_SERVICE_ROLE_KEY: key = "" } = project.env("service_role");
  const supabase = new PostgrestClient(`${url}/rest/v1`, { headers: { authorization: `Bearer ${key}` } });
  const film = createLedger({ supabase }).budget("film");
  const first = await film.reserve("0.45", { key: "clip-1", duration: 6, details: { model: "kling-v2.5-turbo-pro" } });
  await first.settle("0.42");
  const second = await film.reserve("0.60", { key: "clip-2" });
  await second.settle();
  await film.reserve("2.00", { key: "clip-3" });
}
