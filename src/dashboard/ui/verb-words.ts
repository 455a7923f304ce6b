import {
  CloseDocument,
  DrainDocument,
  ReopenDocument,
  ResetBreakerDocument,
  ResizeDocument,
} from "../generated/operations.ts";
import type { send } from "../state/session.ts";
import type { Watched } from "../state/watched.ts";
import { counted } from "../words/numbers.ts";

export interface Numbers {
  readonly size: number;
  readonly overflow: number;
}

export interface Verb {
  readonly title: string;
  readonly isDangerous: boolean;
  /** Whether it is told how many connections there are to be. */
  readonly hasNumbers: boolean;
  /** Why it makes no sense now. */
  readonly unless: (watched: Watched) => string | undefined;
  /** What will happen. */
  readonly warn: (watched: Watched) => string;
  readonly done: (database: string, numbers: Numbers) => string;
  readonly send: (by: typeof send, database: string, numbers: Numbers) => Promise<unknown>;
}

const isClosed = ({ stats }: Watched) => stats.state === "CLOSED" || stats.state === "CLOSING";
const closedAlready = (watched: Watched) => (isClosed(watched) ? "The pool is closed." : undefined);

/** How much goes on that would notice. */
function affected({ stats }: Watched): string {
  const held = `${counted(stats.inUse, "connection")} in use`;
  return stats.waiting > 0 ? `${held}, ${counted(stats.waiting, "borrower")} waiting` : held;
}

export const verbs: readonly Verb[] = [
  {
    title: "Resize",
    isDangerous: false,
    hasNumbers: true,
    unless: closedAlready,
    warn: () =>
      "Connections are made or closed at once, those in use when they come back. It lasts until the gateway is started again: its configuration stays as it is.",
    done: (database, { size, overflow }) =>
      `${database} keeps ${size} connections now, and ${overflow} more under load.`,
    send: (by, database, numbers) => by(ResizeDocument, { database, ...numbers }),
  },
  {
    title: "Drain",
    isDangerous: false,
    hasNumbers: false,
    unless: closedAlready,
    warn: (watched) =>
      `Every one of the ${counted(watched.stats.total, "connection")} is replaced by a new one: those that are idle at once, those in use when they come back. Requests go on; new connections make the first of them slower. Now: ${affected(watched)}.`,
    done: (database) => `The connections of ${database} are replaced.`,
    send: (by, database) => by(DrainDocument, { database }),
  },
  {
    title: "Close",
    isDangerous: true,
    hasNumbers: false,
    unless: closedAlready,
    warn: (watched) =>
      `Work in flight may finish for five seconds. After that every request to this database fails with POOL_CLOSED, until somebody reopens the pool. Other databases are not affected. Now: ${affected(watched)}.`,
    done: (database) => `${database} is closed.`,
    send: (by, database) => by(CloseDocument, { database }),
  },
  {
    title: "Reopen",
    isDangerous: false,
    hasNumbers: false,
    unless: (watched) => (isClosed(watched) ? undefined : "The pool is open."),
    warn: ({ settings }) =>
      `${counted(settings.size, "connection")} will be made, and requests are answered again. Where the database is away the pool goes on to try.`,
    done: (database) => `${database} is open again.`,
    send: (by, database) => by(ReopenDocument, { database }),
  },
  {
    title: "Reset breaker",
    isDangerous: false,
    hasNumbers: false,
    unless: ({ stats }) => (stats.breaker.state === "CLOSED" ? "The breaker is closed." : undefined),
    warn: () =>
      "Requests may try to connect again at once instead of being refused with CIRCUIT_OPEN. If the database is still away they wait for that attempt, and the breaker opens again.",
    done: (database) => `Requests to ${database} try again.`,
    send: (by, database) => by(ResetBreakerDocument, { database }),
  },
];
