import type { FaultRow } from "../../support/faults/row.ts";

export const network = {
  N1: {
    fault: "The port refuses connections.",
    codes: ["DATABASE_UNAVAILABLE", "CIRCUIT_OPEN"],
    outcome:
      "Requests fail at once: each has the outcome of the attempt under way, and after five failed attempts none waits for one. There is one attempt at a time.",
  },
} satisfies Record<string, FaultRow>;
