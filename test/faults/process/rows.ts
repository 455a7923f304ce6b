import type { FaultRow } from "../../support/faults/row.ts";

export const gatewayProcess = {} satisfies Record<string, FaultRow>;
