import type { FaultRow } from "../support/faults/row.ts";
import { network } from "./network/rows.ts";
import { pools } from "./pools/rows.ts";
import { gatewayProcess } from "./process/rows.ts";
import { proxies } from "./proxies/rows.ts";
import { servers } from "./servers/rows.ts";
import { transactions } from "./transactions/rows.ts";

/** Every fault that a test makes, by the name of its row. */
export const rows = {
  ...network,
  ...servers,
  ...pools,
  ...transactions,
  ...proxies,
  ...gatewayProcess,
} satisfies Record<string, FaultRow>;

export type Row = keyof typeof rows;
