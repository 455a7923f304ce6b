import type { FaultRow } from "../../support/faults/row.ts";

export const pools = {} satisfies Record<string, FaultRow>;
