import type { FaultRow } from "../../support/faults/row.ts";

export const proxies = {} satisfies Record<string, FaultRow>;
