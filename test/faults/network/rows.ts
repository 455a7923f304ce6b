import type { FaultRow } from "../../support/faults/row.ts";

const silent =
  "The statement is cancelled after `queryTimeout`, over a connection of its own, and its connection is given up a second later where nothing comes of that.";
const retried = "A read is sent once more, and no more than once.";

export const network = {
  N1: {
    fault: "The port refuses connections.",
    codes: ["DATABASE_UNAVAILABLE", "CIRCUIT_OPEN"],
    outcome:
      "Requests fail at once: each has the outcome of the attempt under way, and after five failed attempts none waits for one. There is one attempt at a time.",
  },
  N2a: {
    fault: "Connections are accepted, and nobody answers.",
    codes: ["DATABASE_UNAVAILABLE", "CIRCUIT_OPEN"],
    outcome: "Requests fail after `acquireTimeout`, attempts to connect after `connectTimeout`; nothing stays taken.",
  },
  N2b: {
    fault: "A firewall drops every packet to the port.",
    codes: ["DATABASE_UNAVAILABLE", "CIRCUIT_OPEN"],
    outcome: "As N2a.",
    needs: ["iptables"],
  },
  N3a: {
    fault: "Idle connections lead nowhere any more, and nobody says so; the pool tests what was idle.",
    codes: [],
    outcome:
      "Clients notice nothing but the second that the test takes: the first connection that fails it has all others tested, too.",
  },
  N3b: {
    fault: "Idle connections lead nowhere any more, and the pool lends them untested.",
    codes: ["STATEMENT_TIMEOUT"],
    outcome: `${silent} The next request has a new connection.`,
  },
  N4a: {
    fault: "The network falls silent in the middle of statements, for every connection.",
    codes: ["STATEMENT_TIMEOUT", "DATABASE_UNAVAILABLE", "CIRCUIT_OPEN"],
    outcome: `${silent} There are never more connections than the pool may have.`,
  },
  N4b: {
    fault: "A connection falls silent in the middle of a statement, while new ones work.",
    codes: ["STATEMENT_TIMEOUT"],
    outcome: `${silent} The server works no longer on what nobody waits for.`,
  },
  N5a: {
    fault: "Idle connections are reset.",
    codes: [],
    outcome: "Clients notice nothing.",
  },
  N5b: {
    fault: "A connection is reset in the middle of a read.",
    codes: ["DATABASE_UNAVAILABLE"],
    outcome: `${retried} Where that one is lost, too, the request fails.`,
  },
  N5c: {
    fault: "A connection is reset in the middle of a write.",
    codes: ["DATABASE_UNAVAILABLE"],
    outcome: "The write fails and is never sent again: it was done once or not at all.",
  },
  N5d: {
    fault: "A connection is reset inside a transaction.",
    codes: ["DATABASE_UNAVAILABLE"],
    outcome: "The transaction fails, its work is not done again, and nothing of it is kept.",
  },
  N6a: {
    fault: "The server's side of idle connections is closed.",
    codes: [],
    outcome: "Clients notice nothing.",
  },
  N6b: {
    fault: "The server's side of a connection is closed in the middle of a read.",
    codes: [],
    outcome: `The connection counts as lost. ${retried}`,
  },
  N7: {
    fault: "Everything takes a tenth of a second and up to half as long again, each way.",
    codes: [],
    outcome:
      "Answers are right and late. There are no more connections than the pool may have, and the breaker is closed.",
  },
  N8: {
    fault: "Answers come one byte at a time.",
    codes: ["STATEMENT_TIMEOUT"],
    outcome:
      "`queryTimeout` is for the whole answer, however many bytes have come. The connection is given up, for the rest is still coming.",
  },
} satisfies Record<string, FaultRow>;
