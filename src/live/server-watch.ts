import type { Pool, PoolSnapshot } from "../pools/index.ts";

/** What a server says of itself. */
export interface ServerSnapshot {
  readonly sampledAt: Date;
  readonly version: string;
  readonly startedAt: Date;
  readonly isInRecovery: boolean;
  /** `max_connections`. */
  readonly maxConnections: number;
  /** Sessions of everybody, in all databases of the server. */
  readonly connections: number;
  /** Those of this database's pool: of this process, and of others that have the same `applicationName`. */
  readonly ownConnections: number;
}

/**
 * How old an answer may be before the next look asks again, how long after a question without one, and how long the server may
 * take, in milliseconds.
 */
const limits = { age: 10_000, again: 1_000, wait: 2_000 };

/** Counts without a look at single sessions, which only some roles may see; those of its own role everybody may. */
const question = `select pg_catalog.current_setting('server_version') as version,
  pg_catalog.current_setting('max_connections')::pg_catalog.int4 as max_connections,
  pg_catalog.pg_is_in_recovery() as is_in_recovery,
  (extract(epoch from pg_catalog.pg_postmaster_start_time()) * 1000)::pg_catalog.float8 as started_at,
  (select sum(numbackends)::pg_catalog.int4 from pg_catalog.pg_stat_database) as connections,
  (select count(*)::pg_catalog.int4 from pg_catalog.pg_stat_activity
    where application_name = pg_catalog.current_setting('application_name')
      and datname = pg_catalog.current_database()) as own_connections`;

interface Row extends Record<string, unknown> {
  readonly version: string;
  readonly max_connections: number;
  readonly is_in_recovery: boolean;
  readonly started_at: number;
  readonly connections: number;
  readonly own_connections: number;
}

interface Watched {
  readonly answer: ServerSnapshot | undefined;
  /** When it was asked last, by `performance.now()`. */
  readonly askedAt: number;
  readonly asking: Promise<ServerSnapshot | undefined>;
}

/** Asks servers about themselves: rarely, and only on connections that nobody uses. */
export class ServerWatch {
  readonly #watched = new Map<string, Watched>();

  /** What is known now; asks again, for the next one to look, where that is old. */
  latest(pool: Pool, stats: PoolSnapshot): ServerSnapshot | undefined {
    if (stats.state !== "open" && stats.state !== "resting") return undefined;
    const known = this.#watched.get(pool.name);
    const patience = known?.answer ? limits.age : limits.again;
    if (!known || performance.now() - known.askedAt >= patience) this.#ask(pool, known);
    return known?.answer;
  }

  /** The same, but waits for an answer where none is known. */
  async current(pool: Pool, stats: PoolSnapshot): Promise<ServerSnapshot | undefined> {
    return this.latest(pool, stats) ?? this.#watched.get(pool.name)?.asking;
  }

  #ask(pool: Pool, known: Watched | undefined): void {
    const askedAt = performance.now();
    const remember = (answer: ServerSnapshot | undefined, asking: Watched["asking"]) => {
      this.#watched.set(pool.name, { answer, askedAt, asking });
    };
    const asking = ask(pool).then((answer) => {
      // While all connections are in use, what was known is the best that there is.
      const latest = answer ?? known?.answer;
      remember(latest, Promise.resolve(latest));
      return latest;
    });
    remember(known?.answer, asking);
  }
}

async function ask(pool: Pool): Promise<ServerSnapshot | undefined> {
  try {
    const signal = AbortSignal.timeout(limits.wait);
    const row = await pool.askIdle<Row>({ text: question, effects: "none" }, { signal });
    return row && snapshotOf(row);
  } catch {
    // Its pool says what is wrong.
    return undefined;
  }
}

function snapshotOf(row: Row): ServerSnapshot {
  return {
    sampledAt: new Date(),
    version: row.version,
    startedAt: new Date(row.started_at),
    isInRecovery: row.is_in_recovery,
    maxConnections: row.max_connections,
    connections: row.connections,
    ownConnections: row.own_connections,
  };
}
