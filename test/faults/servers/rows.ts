import type { FaultRow } from "../../support/faults/row.ts";

export const servers = {
  S2: {
    fault: "One backend is killed, and the server ends all others.",
    codes: ["DATABASE_UNAVAILABLE", "CIRCUIT_OPEN"],
    outcome: "What ran fails. Reads that come while the server recovers fail, too; the pool connects again by itself.",
  },
} satisfies Record<string, FaultRow>;
