import type { Asked, PoolEvent } from "../pools/index.ts";

/** Something that happened in a pool, or was done with its database. */
export type LiveEvent = PoolEvent | SqlRun | EventsDropped;

/** Somebody ran SQL of their own. Without its text, which may hold anything: a password, a value of a row. */
export interface SqlRun extends Asked {
  readonly kind: "SqlRun";
  readonly database: string;
  readonly at: Date;
  /** What Postgres says that it did; undefined where it failed. */
  readonly command: string | undefined;
  /** Rows that were answered, or affected. */
  readonly rows: number | undefined;
  /** How it failed. */
  readonly code: string | undefined;
  readonly ms: number;
}

/** The reader was too slow for this many events of a database. */
export interface EventsDropped {
  readonly kind: "EventsDropped";
  readonly database: string;
  readonly at: Date;
  readonly count: number;
}
