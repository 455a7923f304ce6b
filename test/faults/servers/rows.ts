import type { FaultRow } from "../../support/faults/row.ts";

export const servers = {
  S1a: {
    fault: "The server ends sessions that are idle.",
    codes: [],
    outcome: "No client notices: what is read over one of them is sent again. The pool connects again by itself.",
  },
  S1b: {
    fault: "The server ends sessions that are busy.",
    codes: ["DATABASE_UNAVAILABLE"],
    outcome: "A read is sent again, once. A write fails, and nothing of it is kept.",
  },
  S1c: {
    fault: "The server ends a session in the middle of a transaction.",
    codes: ["DATABASE_UNAVAILABLE"],
    outcome: "The transaction fails before its commit, and nothing of it is kept.",
  },
  S2: {
    fault: "One backend is killed, and the server ends all others.",
    codes: ["DATABASE_UNAVAILABLE", "CIRCUIT_OPEN"],
    outcome: "What ran fails. Reads that come while the server recovers fail, too; the pool connects again by itself.",
  },
  S3a: {
    fault: "The server's first process is killed, and the server is started again.",
    codes: ["DATABASE_UNAVAILABLE", "CIRCUIT_OPEN"],
    outcome: "What runs fails, and so does what comes until the server is back. The pool fills up by itself.",
  },
  S3b: {
    fault: "The server is stopped at once (“immediate”), and started again.",
    codes: ["DATABASE_UNAVAILABLE", "CIRCUIT_OPEN"],
    outcome: "As when it is killed.",
  },
  S4: {
    fault: "The server is restarted (“fast”) ten times under load.",
    codes: ["DATABASE_UNAVAILABLE", "CIRCUIT_OPEN", "COMMIT_OUTCOME_UNKNOWN"],
    outcome:
      "Requests fail while the server is away. Every transaction that was acknowledged is kept, and none that failed, but for those whose commit was on its way.",
  },
  S5: {
    fault: "The server's first process is stopped: sessions go on, and nobody can connect.",
    codes: ["DATABASE_UNAVAILABLE"],
    outcome: "The connections that there are serve everybody in turn. Who waits in vain is refused.",
  },
  S6: {
    fault: "One backend is stopped.",
    codes: ["STATEMENT_TIMEOUT"],
    outcome:
      "Its statement ends by `queryTimeout`, and its connection with it. Others notice nothing. The backend itself ends when it goes on.",
  },
  S7a: {
    fault: "The server recovers for a while before it accepts connections.",
    codes: ["DATABASE_UNAVAILABLE", "CIRCUIT_OPEN"],
    outcome: "Requests fail at once. The pool asks again and again, at most every second, and is back by itself.",
  },
  S7b: {
    fault: "The server is shutting down: it refuses new sessions, and lets old ones go on.",
    codes: ["DATABASE_UNAVAILABLE", "CIRCUIT_OPEN"],
    outcome: "The connections that there are serve everybody until they end.",
  },
  S8: {
    fault: "The server has no connection left for the pool.",
    codes: [],
    outcome: "The pool serves everybody with those that it got, and asks for more one at a time, with pauses.",
  },
  S9a: {
    fault: "The role may have no more connections.",
    codes: ["DATABASE_UNAVAILABLE", "CIRCUIT_OPEN"],
    outcome: "One attempt at a time. The pool is back by itself when the limit is raised.",
  },
  S9b: {
    fault: "The server's `pg_hba.conf` refuses the role.",
    codes: ["DATABASE_UNAVAILABLE", "CIRCUIT_OPEN"],
    outcome:
      "The circuit opens after one attempt, and another one follows each `breaker.resetAfter`. The first that succeeds closes it.",
  },
  S9c: {
    fault: "The role's password is changed while the pool is in use.",
    codes: ["DATABASE_UNAVAILABLE", "CIRCUIT_OPEN"],
    outcome:
      "Sessions go on until they end; then it is as above. No message, event, statistic or line of the server's log has the password.",
  },
  S10: {
    fault: "The disk with the server's data is full, until the server breaks.",
    codes: ["DATABASE_UNAVAILABLE", "CIRCUIT_OPEN", "COMMIT_OUTCOME_UNKNOWN"],
    outcome: "Writes fail, and then everything, until there is room again and the server was started.",
    needs: ["root", "Linux"],
  },
  S11a: {
    fault: "The disk of a tablespace is full.",
    codes: ["DATABASE_UNAVAILABLE"],
    outcome: "The statement that needed more of it fails. Its connection stays, and so does everything else.",
    needs: ["root", "Linux"],
  },
  S11b: {
    fault: "A statement needs more temporary files than the server allows (`temp_file_limit`).",
    codes: ["RESULT_TOO_LARGE"],
    outcome: "That statement fails, and is not sent again.",
  },
  S12: {
    fault: "A statement needs more memory than the server has.",
    codes: ["DATABASE_UNAVAILABLE"],
    outcome: "That statement fails, and is not sent again, for its connection was not lost.",
    needs: ["Linux"],
  },
  S13a: {
    fault: "The server becomes read only, and takes writes again.",
    codes: ["READ_ONLY"],
    outcome:
      "Writes fail, reads go on. The connections are replaced, at most once a second, and writes succeed again at once.",
  },
  S13b: {
    fault: "The server ends, its address leads to a hot standby, and that one is promoted.",
    codes: ["READ_ONLY", "DATABASE_UNAVAILABLE", "CIRCUIT_OPEN"],
    outcome:
      "The standby answers reads and refuses writes, and takes them on the same connections once it is promoted.",
  },
  S13c: {
    fault: "The server is made read only, and its address leads to a standby that was promoted.",
    codes: ["READ_ONLY"],
    outcome: "The first write is refused, and because of it every connection is replaced: the next one succeeds.",
  },
  S14: {
    fault: "The server's libraries are replaced by those of another version while it runs.",
    codes: ["DATABASE_UNAVAILABLE"],
    outcome: "What needs such a library fails in new sessions. Everything else goes on, in old sessions and new ones.",
  },
} satisfies Record<string, FaultRow>;
