import type { FaultRow } from "../../support/faults/row.ts";

const silent =
  "The statement is cancelled after `queryTimeout`, over a connection of its own, and its connection is given up a second later where nothing comes of that.";
const refusesTls =
  "The pool does not connect, and sends nothing in clear. The cause stands in the pool's events; attempts go on.";
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
    outcome: `${silent} All that are idle are tested then, so that no other request is lost.`,
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
  N9a: {
    fault: "An answer breaks off in the middle of a row.",
    codes: ["DATABASE_UNAVAILABLE"],
    outcome: `No row of it reaches anybody. ${retried}`,
  },
  N9b: {
    fault: "What comes instead of an answer is not the protocol of Postgres.",
    codes: ["DATABASE_UNAVAILABLE", "CIRCUIT_OPEN"],
    outcome: `The connection is given up at the first message that cannot be one. ${retried} A byte that was changed inside of a value shows nowhere: only TLS keeps values as they were sent.`,
  },
  N9c: {
    fault: "What answers at the port is no Postgres.",
    codes: ["DATABASE_UNAVAILABLE", "CIRCUIT_OPEN"],
    outcome: "Requests fail at once, or after `connectTimeout` where it says nothing more.",
  },
  N10a: {
    fault: "An answer has a gigabyte.",
    codes: ["RESULT_TOO_LARGE"],
    outcome:
      "It is refused at `maxResultBytes`, and its connection is given up, for the rest is still coming. Memory does not grow with the answer.",
  },
  N10b: {
    fault: "A client asks for a hundred rows of a megabyte each.",
    codes: ["RESULT_TOO_LARGE"],
    outcome: "As N10a, where Postgres can put so much into one answer at all.",
  },
  N11a: {
    fault: "The name of the host is not found any more.",
    codes: ["DATABASE_UNAVAILABLE", "CIRCUIT_OPEN"],
    outcome: "Connections that there are stay. New ones fail, and are tried again as where the port refuses them.",
    needs: ["root", "mounts"],
  },
  N11b: {
    fault: "The name of the host leads to another address.",
    codes: [],
    outcome:
      "New connections go to the new address. Those that there are stay where they are until `maxLifetime`, and clients notice nothing.",
    needs: ["root", "mounts"],
  },
  N12a: {
    fault: "The server begins to require TLS, and the address does not ask for it.",
    codes: ["DATABASE_UNAVAILABLE", "CIRCUIT_OPEN"],
    outcome: "New connections are refused, and tried again after `breaker.resetAfter` only.",
  },
  N12b: {
    fault: "The server shows a certificate of an authority that nobody trusts.",
    codes: ["DATABASE_UNAVAILABLE", "CIRCUIT_OPEN"],
    outcome: refusesTls,
  },
  N12c: {
    fault: "The server shows a certificate of another host.",
    codes: ["DATABASE_UNAVAILABLE", "CIRCUIT_OPEN"],
    outcome: refusesTls,
  },
  N12d: {
    fault: "The certificate of the server has expired.",
    codes: ["DATABASE_UNAVAILABLE", "CIRCUIT_OPEN"],
    outcome: refusesTls,
  },
  N12e: {
    fault: "The server has no TLS any more, and the address asks for it.",
    codes: ["DATABASE_UNAVAILABLE", "CIRCUIT_OPEN"],
    outcome: "The pool does not connect. Neither password nor statement is sent in clear.",
  },
  N13a: {
    fault: "The server commits, and its answer is lost.",
    codes: ["COMMIT_OUTCOME_UNKNOWN"],
    outcome: "The work is not done again, and no callback is called. Everything of the transaction is kept.",
  },
  N13b: {
    fault: "The commit is lost on its way to the server.",
    codes: ["COMMIT_OUTCOME_UNKNOWN"],
    outcome: "The work is not done again, and no callback is called. Nothing of the transaction is kept.",
  },
  N13c: {
    fault: "Transfers run while the answers of some commits are lost.",
    codes: ["COMMIT_OUTCOME_UNKNOWN", "DATABASE_UNAVAILABLE"],
    outcome:
      "What was acknowledged is there once, what failed otherwise is not there, and only the unknown ones may be either. The sum never changes.",
  },
} satisfies Record<string, FaultRow>;
