import type { FaultRow } from "../../support/faults/row.ts";

export const transactions = {
  T1a: {
    fault: "Transactions that cannot be put in an order run at the same time, and may repeat their work.",
    codes: ["SERIALIZATION_FAILURE"],
    outcome:
      "Each that Postgres ends is done again as a whole, in a new transaction that sees what the others did. Who has no attempt left gets the error; rules that hold for every order hold.",
  },
  T1b: {
    fault: "A transaction meets a conflict in each of its attempts.",
    codes: ["SERIALIZATION_FAILURE"],
    outcome:
      "It is done once more than `retries` says, then it fails with an error that says it may be sent again. Each attempt is rolled back, and counted. The connection is kept.",
  },
  T2: {
    fault: "Transactions wait for each other in a circle.",
    codes: ["DEADLOCK_DETECTED"],
    outcome:
      "Postgres ends one of them, the others go on. With `retries` the one that was ended is done again. The connection is kept.",
  },
  T3a: {
    fault: "Somebody else holds a lock for longer than `lockTimeout`.",
    codes: ["LOCK_TIMEOUT"],
    outcome: "The statement fails and its transaction is rolled back. The connection is kept.",
  },
  T3b: {
    fault: "A statement takes longer than `statementTimeout`.",
    codes: ["STATEMENT_TIMEOUT"],
    outcome: "Postgres ends it and its transaction is rolled back. It is not sent again. The connection is kept.",
  },
  T3c: {
    fault: "A transaction does nothing for longer than `idleInTransactionTimeout`.",
    codes: ["TRANSACTION_ABORTED"],
    outcome:
      "Postgres rolls it back and ends the session. The next statement, or the commit, fails, and the pool replaces the connection.",
  },
  T4: {
    fault: "The work of a transaction ignores the error of a statement, and goes on to the commit.",
    codes: ["TRANSACTION_ABORTED"],
    outcome:
      "Nothing is kept, and the commit is no success, whether it is that of `withTransaction` or sent by hand. The connection is kept.",
  },
  T5: {
    fault: "Many transactions send statements and begin savepoints at the same time, and some of these fail.",
    codes: ["UNIQUE_VIOLATION"],
    outcome:
      "Each transaction has one connection. Its savepoints run one after the other in the order of the calls; what failed is undone, and nothing else.",
  },
  T6: {
    fault: "A deferred constraint does not hold at the commit.",
    codes: ["FOREIGN_KEY_VIOLATION"],
    outcome:
      "The transaction fails with the code of the constraint, and nothing is kept. It is not repeated. The connection is kept.",
  },
  T7a: {
    fault: "The caller leaves before the commit is sent.",
    codes: ["REQUEST_ABORTED"],
    outcome:
      "What runs is cancelled in Postgres, and all is rolled back. Whoever waited for a place leaves the line. The connection is kept.",
  },
  T7b: {
    fault: "The caller leaves while the commit is on its way, or its answer.",
    codes: [],
    outcome: "The commit is waited for: the work is done, and `withTransaction` says so. The connection is kept.",
  },
  T8: {
    fault: "A process with pools is killed in the middle of many transactions.",
    codes: [],
    outcome:
      "Postgres rolls back what was not committed, also where a statement was running, and frees what was locked. What was acknowledged is there. Other processes do not notice.",
  },
  T12a: {
    fault: "A column is renamed or dropped while it is asked for.",
    codes: ["GRAPHQL_VALIDATION_FAILED", "SCHEMA_CHANGED"],
    outcome:
      "Every answer is that of before or of after. `SCHEMA_CHANGED` makes the gateway read the catalog again; from then on the column is not in the schema, until it is asked for and there again. The connections are kept.",
  },
  T12b: {
    fault: "The type of a column changes while it is asked for.",
    codes: ["SCHEMA_CHANGED"],
    outcome:
      "Every answer is that of before or of after, or an error: no value is taken for one of another type, and soon the field has the new one. Prepared statements are prepared anew. The connections are kept.",
  },
  T12c: {
    fault: "A table is dropped, or replaced by another, while it is asked for.",
    codes: ["GRAPHQL_VALIDATION_FAILED", "SCHEMA_CHANGED"],
    outcome:
      "Every answer is that of before or of after, as with columns. A view in place of a table answers like it. The connections are kept.",
  },
  T13: {
    fault:
      "Borrowers leave locks, settings, roles, temporary tables, cursors and prepared statements behind, or remove what others prepared.",
    codes: ["REQUEST_ABORTED"],
    outcome:
      "The session is cleaned before anybody else has it, however the work ended. The next borrower sees nothing of it, on the same connection.",
  },
} satisfies Record<string, FaultRow>;
