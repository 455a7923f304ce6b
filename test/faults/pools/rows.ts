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
  P5a: {
    fault: "`onConnect` hangs.",
    codes: ["DATABASE_UNAVAILABLE", "CIRCUIT_OPEN"],
    outcome:
      "Each attempt ends after `connectTimeout`, and its slot is free. Who waits shares the outcome of the attempts under way. The pool recovers by itself when the hook does.",
  },
  P5b: {
    fault: "`onConnect` hangs for longer than anybody waits.",
    codes: ["DATABASE_UNAVAILABLE"],
    outcome:
      "Nobody waits longer than `acquireTimeout`. No more connections are begun than there may be, and those that hang are lent when the hook ends.",
  },
  P5c: {
    fault: "`onConnect` throws.",
    codes: ["DATABASE_UNAVAILABLE", "CIRCUIT_OPEN"],
    outcome:
      "No connection is lent without what the hook sets. It counts as an attempt that failed: one at a time, with pauses, and the breaker opens after five. The pool recovers by itself when the hook does.",
  },
  P6a: {
    fault: "The test of an idle connection is never answered; others work.",
    codes: [],
    outcome:
      "It has a second, then the connection is replaced. Who waited for it gets the next one that works. Nobody notices but for the time.",
  },
  P6b: {
    fault: "No idle connection answers its test any more, while new ones would.",
    codes: [],
    outcome:
      "Who waited gets a new one. After the first that fails all others are tested at the same time, and replaced: nobody finds out one by one.",
  },
  P7a: {
    fault: "Postgres ends a session at the moment in which it is cleaned.",
    codes: [],
    outcome:
      "The borrower's `release` resolves: its work was done. The connection is replaced, and nobody ever has it.",
  },
  P7b: {
    fault: "The cleaning of a session is never answered.",
    codes: [],
    outcome:
      "`release` resolves after `connectTimeout`. The connection is replaced; others are served meanwhile with the rest.",
  },
  P7c: {
    fault: "The cleaning of a session takes long.",
    codes: [],
    outcome: "The connection is nobody's until it is clean, and is kept. Others are served meanwhile with the rest.",
  },
  P8a: {
    fault:
      "Idle connections and waiting borrowers reach their limits while others take and bring connections, 100,000 times.",
    codes: [],
    outcome:
      "No connection that is ending is ever lent, none is lent twice, and none is lost. Each borrower either gets one or is refused.",
  },
  P8b: {
    fault: "The same with real connections, which are closed after a millisecond of idleness.",
    codes: [],
    outcome: "Every statement is answered, the first time it is sent.",
  },
  P9: {
    fault: "Fifty connections of one age reach the end of their lives together, under load.",
    codes: [],
    outcome: "They are replaced one by one, a tenth of the pool in a tenth of a second. Nobody notices.",
  },
  P10: {
    fault: "Each connection is lent once, and a hundred clients ask.",
    codes: [],
    outcome: "All are answered, in turn. There are never more connections than there may be.",
  },
  P11a: {
    fault: "Load comes in waves, with pauses in which extra connections become idle.",
    codes: [],
    outcome:
      "Each wave makes no more connections than `overflow`, and each pause closes them, `size` excepted. Counters only grow.",
  },
  P11b: {
    fault: "Load comes in waves, with pauses shorter than `overflowIdle`.",
    codes: [],
    outcome: "The first wave makes connections, and all others use them: none is closed in between.",
  },
  P12: {
    fault: "A database's pool is removed from a gateway that serves, and made again.",
    codes: ["POOL_CLOSED"],
    outcome:
      "Work in flight finishes; then no session is left. Others are told that the pool is closed until there is one again, which serves them at once.",
  },
  P13: {
    fault: "A gateway has two hundred databases, of which five are used.",
    codes: [],
    outcome:
      "Each costs the same statements at the start, and memory in proportion. Those that nobody uses close their connections after `closeAfterUnused`, and connect again when they are asked.",
  },
  P14a: {
    fault: "A gateway stops at any moment, with clients that wait, work and connect, a hundred times.",
    codes: [],
    outcome: "What it had accepted is answered, what it had not is refused. No session is left.",
  },
  P14b: {
    fault: "The command gets SIGTERM at any moment, while it starts and while it serves.",
    codes: ["POOL_EXHAUSTED"],
    outcome:
      "It ends with code 0. Requests may finish for five seconds, which is also how long they wait for a connection by default; then their statements are cancelled in Postgres, too. No session is left.",
  },
} satisfies Record<string, FaultRow>;
