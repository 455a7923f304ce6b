import type { FaultRow } from "../../support/faults/row.ts";

export const transactions = {} satisfies Record<string, FaultRow>;
