export {
  createLedger,
  type Ledger,
  type LedgerConnection,
  type LedgerOptions,
  type OpenBudgetOptions,
} from "./client/ledger.ts";
export type { SharedReservation } from "./client/reservation.ts";
export type { SharedSettlement, SharedSettlementsOptions } from "./client/settlements.ts";
export type { AnyBudget, Period, ReserveItem, SharedBalance, SharedBudget } from "./client/shared-budget.ts";
export { LedgerError, type LedgerErrorCode, type LedgerErrorOptions } from "./errors.ts";
export { type Migration, migrations } from "./migrations.ts";
export type { SqlClient } from "./transports/postgres.ts";
export type { RpcAnswer, RpcCall, RpcClient } from "./transports/supabase.ts";
