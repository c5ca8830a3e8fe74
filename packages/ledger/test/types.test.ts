import type { PGlite } from "@electric-sql/pglite";
import type { SupabaseClient } from "@supabase/supabase-js";
import { type AnyBudget, createBudget, type EstimateSample, type Reservation } from "@vg/cost";
import type { Client, Pool } from "pg";
import { expect, expectTypeOf, test } from "vitest";
import {
  createLedger,
  type LedgerConnection,
  type RpcClient,
  type SharedBudget,
  type SharedReservation,
  type SharedSettlement,
  type SqlClient,
} from "../src/index.ts";

interface Database {
  public: {
    Tables: Record<string, never>;
    Views: Record<string, never>;
    Functions: { count_films: { Args: { studio: string }; Returns: number } };
  };
}

test("takes the clients that people have, as they are typed", () => {
  expectTypeOf<SupabaseClient>().toExtend<RpcClient>();
  expectTypeOf<SupabaseClient<Database>>().toExtend<RpcClient>();
  expectTypeOf<Pool>().toExtend<SqlClient>();
  expectTypeOf<Client>().toExtend<SqlClient>();
  expectTypeOf<PGlite>().toExtend<SqlClient>();
  expectTypeOf<{ supabase: SupabaseClient<Database> }>().toExtend<LedgerConnection>();
  // @ts-expect-error - a connection is one of two kinds.
  expect(() => createLedger({ sqlite: {} })).toThrow("connection must be");
});

test("a shared budget and one of this process have one shape", async () => {
  expectTypeOf<SharedBudget>().toExtend<AnyBudget>();
  expectTypeOf<SharedReservation["settle"]>().returns.toEqualTypeOf<Promise<void>>();
  expectTypeOf<SharedSettlement>().toExtend<EstimateSample>();
  expectTypeOf<Awaited<ReturnType<AnyBudget["reserve"]>>>().toExtend<AsyncDisposable>();
  expect(await run(createBudget("1.00"))).toBe("0.60 USD");
});

/** A program that does not know which kind of budget it has. */
async function run(budget: AnyBudget): Promise<string> {
  await using reservation = await budget.reserve("0.50");
  expectTypeOf(reservation).not.toExtend<Reservation>();
  await reservation.settle("0.40");
  return String((await budget.balance()).remaining);
}
