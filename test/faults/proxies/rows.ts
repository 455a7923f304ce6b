import type { FaultRow } from "../../support/faults/row.ts";

const pooled = ["PgBouncer"] as const;
const balanced = ["HAProxy"] as const;

export const proxies = {
  X1a: {
    fault: "PgBouncer gives each transaction another session, and is found by itself.",
    codes: [],
    outcome: "Clients notice nothing: nothing is prepared by name, and settings are told to each transaction.",
    needs: pooled,
  },
  X1b: {
    fault:
      "PgBouncer gives each transaction another session, and takes settings without keeping them; `pooler` says so.",
    codes: [],
    outcome: "As X1a.",
    needs: pooled,
  },
  X2a: {
    fault: "Others have the sessions of PgBouncer that the gateway had.",
    codes: [],
    outcome: "They find them as they were: settings, role, prepared statements and locks of ours are not in them.",
    needs: pooled,
  },
  X2b: {
    fault: "Others leave settings of theirs in the sessions of PgBouncer.",
    codes: [],
    outcome:
      "Answers are the same, for what they depend on is set in each transaction, and tables are named with their schema.",
    needs: pooled,
  },
  X3a: {
    fault: "PgBouncer is stopped in the middle of statements, and started again.",
    codes: ["DATABASE_UNAVAILABLE", "CIRCUIT_OPEN"],
    outcome: "What runs fails, and so does what comes while it is away; the pool connects again by itself.",
    needs: pooled,
  },
  X3b: {
    fault: "PgBouncer is paused, and resumed.",
    codes: [],
    outcome: "Requests wait, and have their answers then.",
    needs: pooled,
  },
  X3c: {
    fault: "PgBouncer is paused for longer than `queryTimeout`.",
    codes: ["STATEMENT_TIMEOUT"],
    outcome: "Requests fail after `queryTimeout`, and a second later their connections are given up.",
    needs: pooled,
  },
  X3d: {
    fault: "PgBouncer has no session for longer than its `query_wait_timeout`.",
    codes: ["DATABASE_UNAVAILABLE"],
    outcome: "It ends the connection with 08P01. A read is sent once more, and fails when that waits in vain, too.",
    needs: pooled,
  },
  X4a: {
    fault: "HAProxy closes what was silent for too long.",
    codes: ["DATABASE_UNAVAILABLE"],
    outcome:
      "Idle connections are replaced, and clients notice nothing. A statement that takes longer than it allows fails.",
    needs: balanced,
  },
  X4b: {
    fault: "HAProxy shuts all sessions down.",
    codes: ["DATABASE_UNAVAILABLE"],
    outcome:
      "As N5: idle connections are replaced, a read is sent once more, a transaction fails and nothing of it is kept.",
    needs: balanced,
  },
  X4c: {
    fault: "HAProxy leads to another server.",
    codes: [],
    outcome: "Once the old sessions are shut down, requests are answered by the other server, and none fails.",
    needs: balanced,
  },
} satisfies Record<string, FaultRow>;
