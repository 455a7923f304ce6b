import type { FaultRow } from "../../support/faults/row.ts";

export const gatewayProcess = {
  R1a: {
    fault: "The gateway's clock is set an hour forward, and back, while clients work and wait.",
    codes: ["POOL_EXHAUSTED"],
    outcome:
      "All times are taken by a clock that nobody sets: nobody is refused early or late, and no connection becomes old. Times of day that are shown are right by the new clock.",
    needs: ["libfaketime"],
  },
  R1b: {
    fault: "The gateway's clock is set an hour forward, and back, while the breaker is open.",
    codes: ["DATABASE_UNAVAILABLE", "CIRCUIT_OPEN"],
    outcome: "Its pause is neither shorter nor longer, and `nextTryAt` is right by the new clock.",
    needs: ["libfaketime"],
  },
  R2a: {
    fault: "The gateway's process is stopped for longer than anything may take, and goes on.",
    codes: [],
    outcome:
      "What was answered meanwhile has come in time: nothing is cancelled, nobody who can be served is refused, no connection is given up, and the breaker stays closed.",
  },
  R2b: {
    fault: "The gateway's event loop is busy for longer than anything may take.",
    codes: [],
    outcome: "The same.",
  },
} satisfies Record<string, FaultRow>;
