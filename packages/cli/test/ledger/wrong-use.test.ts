import { expect, test } from "vitest";
import { runHere } from "../support/run-here.ts";

test.each([
  [["open", "", "--limit", "1"], "the name of the budget is empty"],
  [["open", "film", "--limit", "1", "--time-zone", "UTC"], "--time-zone needs --period"],
  [["history", ""], "the name of the budget is empty; leave it out for all budgets"],
])("vg ledger %j is wrong use", async (args, message) => {
  const { exitCode, stdout, stderr } = await runHere(["ledger", ...args], {
    env: { SUPABASE_URL: "http://127.0.0.1:1", SUPABASE_SERVICE_ROLE_KEY: "service-role-key" },
  });

  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toContain(message);
});
