import type { FaultRow } from "../../support/faults/row.ts";

export const pools = {
  P1a: {
    fault: "Slow statements of clients hold every connection that there can be.",
    codes: ["POOL_EXHAUSTED", "STATEMENT_TIMEOUT"],
    outcome:
      "Others wait for `acquireTimeout` and are told that the pool is exhausted. That costs no connection, and the breaker stays closed. They are served again as soon as one of the statements ends.",
  },
  P1b: {
    fault: "Slow statements hold every connection, and `maxWaiting` clients wait already.",
    codes: ["POOL_EXHAUSTED", "STATEMENT_TIMEOUT"],
    outcome:
      "Further ones are refused at once. Those that wait keep their places, and are served when a statement ends.",
  },
  P2: {
    fault: "Clients disconnect while they wait for a connection.",
    codes: ["STATEMENT_TIMEOUT"],
    outcome:
      "They leave the line, wherever they stand in it, and are never given a connection. All others keep their places and are answered.",
  },
  P3: {
    fault: "Code of the process borrows every connection and never gives one back.",
    codes: ["POOL_EXHAUSTED", "POOL_CLOSED"],
    outcome:
      "Each is announced once, after `leakWarning`, with where it was borrowed and its last statement. Nothing is taken away: the work may still be going on. `close` waits for its deadline, then ends the connections in Postgres, and the leases refuse further statements; one that is released later is counted, and changes nothing else.",
  },
  P4: {
    fault: "A lease is released twice, and used after its release.",
    codes: [],
    outcome:
      "Both reject with what is wrong, before anything is sent. Whoever has the connection by then has all of it, its open transaction included.",
  },
} satisfies Record<string, FaultRow>;
