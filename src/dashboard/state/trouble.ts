import type { EventFragment } from "../generated/operations.ts";
import { amount, count, counted, milliseconds } from "../words/numbers.ts";
import { clock, lasting, setting } from "../words/times.ts";
import type { Budget } from "./budget.ts";
import { nowOf, pointsOf, ratesNow, sinceOf, type Watched, waitsNow } from "./watched.ts";

/** What is wrong with a database, in words. */
export interface Trouble {
  readonly severity: Severity;
  readonly reason: string;
}

/** `critical`: requests fail. `warning`: they may soon, or take longer than they should. */
export type Severity = "critical" | "warning";

export interface Around {
  readonly budget: Budget | undefined;
  /** Newest first. */
  readonly events: readonly EventFragment[];
}

/** For how long an event counts as trouble, in milliseconds. */
const recent = { failure: 60_000, leak: 300_000 };

/** From where on something counts as trouble, as a part of the whole. */
const much = { inUse: 0.9, server: 0.9, wait: 0.1, errors: 0.05 };

const looks: readonly ((watched: Watched, around: Around) => Trouble | undefined)[] = [
  down,
  breaker,
  closed,
  timedOut,
  waiting,
  nearExhaustion,
  slowAcquire,
  failing,
  server,
  leak,
];

/** Everything that is wrong with a database now, the worst first. */
export function troublesOf(watched: Watched, around: Around): readonly Trouble[] {
  const own = around.events.filter(({ database }) => database === watched.database);
  const found = looks.flatMap((look) => look(watched, { ...around, events: own }) ?? []);
  return [...found.filter(isCritical), ...found.filter((trouble) => !isCritical(trouble))];
}

export function isCritical({ severity }: Trouble): boolean {
  return severity === "critical";
}

function down(watched: Watched, { events }: Around): Trouble | undefined {
  if (watched.stats.state !== "DOWN") return undefined;
  const removed = events.find((event) => event.__typename === "Removed" && event.code !== null);
  const why = removed?.__typename === "Removed" ? `: ${removed.code}` : "";
  return { severity: "critical", reason: `Down since ${sinceWords(watched)}${why}` };
}

function breaker({ stats }: Watched): Trouble | undefined {
  const { state, nextTryAt, failures } = stats.breaker;
  if (state === "CLOSED") return undefined;
  const times = `after ${counted(failures, "failure")} in a row`;
  if (state === "HALF_OPEN") return { severity: "warning", reason: `Breaker half open ${times}: one attempt decides` };
  const now = Date.parse(stats.sampledAt);
  const next = nextTryAt === null ? now : Date.parse(nextTryAt);
  const until = next > now ? ` until ${clock(next, now)} (in ${lasting(next - now)})` : "; the next request may try";
  return { severity: "critical", reason: `Breaker open ${times}, requests get CIRCUIT_OPEN${until}` };
}

function closed(watched: Watched, { events }: Around): Trouble | undefined {
  const { state } = watched.stats;
  if (state === "CLOSING") return { severity: "warning", reason: "Closing: work in flight may finish" };
  if (state !== "CLOSED") return undefined;
  const event = events.find(({ __typename }) => __typename === "Closed" || __typename === "Reopened");
  const by = event?.__typename === "Closed" && event.by !== null ? ` by ${event.by}` : "";
  return { severity: "critical", reason: `Closed${by} since ${sinceWords(watched)}: requests get POOL_CLOSED` };
}

function timedOut({ settings, stats }: Watched, { events }: Around): Trouble | undefined {
  const after = Date.parse(stats.sampledAt) - recent.failure;
  const times = events.filter(({ __typename, at }) => __typename === "AcquireTimedOut" && Date.parse(at) > after);
  if (times.length === 0) return undefined;
  const who = counted(times.length, "borrower");
  const limit = setting(settings.acquireTimeout);
  return { severity: "critical", reason: `${who} got POOL_EXHAUSTED after ${limit} within the last minute` };
}

function waiting(watched: Watched, { budget }: Around): Trouble | undefined {
  const { stats, tail } = watched;
  // One that is served before the next look had no trouble.
  const before = tail.at(-2)?.waiting ?? 0;
  const isFull = stats.inUse >= stats.max;
  if (stats.waiting === 0 || (before === 0 && !isFull)) return undefined;
  const why = whyWaiting(watched, budget);
  const severity = isFull ? "critical" : "warning";
  return { severity, reason: `${counted(stats.waiting, "borrower waits", "borrowers wait")}${why && `: ${why}`}` };
}

function whyWaiting({ stats }: Watched, budget: Budget | undefined): string {
  const { state, inUse, connecting, inTransaction, max } = stats;
  if (state === "DOWN") return "the database is away";
  if (inUse >= max) {
    const open = inTransaction > 0 ? `, ${count(inTransaction)} of them in transactions` : "";
    return `${all(max)} in use${open}`;
  }
  if (max > 1 && inTransaction >= max - 1) return `all ${max - 1} places for transactions are taken`;
  const isSpent = budget?.budget != null && budget.total >= budget.budget;
  if (isSpent && connecting === 0) return `the budget of ${budget.budget} connections is spent`;
  if (connecting > 0) return `${counted(connecting, "connection")} being made`;
  return "";
}

function nearExhaustion({ stats }: Watched): Trouble | undefined {
  const { inUse, max, waiting } = stats;
  if (waiting > 0 || max < 2 || inUse / max < much.inUse) return undefined;
  const reason = inUse >= max ? `${all(max)} in use, nobody waits yet` : `${inUse} of ${max} connections are in use`;
  return { severity: "warning", reason: `Near exhaustion: ${reason}` };
}

function all(max: number): string {
  return max === 1 ? "the one connection is" : `all ${max} connections are`;
}

function slowAcquire(watched: Watched): Trouble | undefined {
  const p95 = waitsNow(watched)?.p95 ?? 0;
  const { acquireTimeout } = watched.settings;
  if (p95 < acquireTimeout * much.wait) return undefined;
  const limit = setting(acquireTimeout);
  return { severity: "warning", reason: `Slow acquire: p95 is ${milliseconds(p95)} ms, of ${limit} at most` };
}

function failing(watched: Watched): Trouble | undefined {
  const { queriesPerSecond, errorsPerSecond } = ratesNow(watched);
  if (errorsPerSecond < 1 || errorsPerSecond < queriesPerSecond * much.errors) return undefined;
  const part = Math.round((errorsPerSecond / queriesPerSecond) * 100);
  return { severity: "warning", reason: `${amount(errorsPerSecond)} statements per second fail, ${part} % of all` };
}

function server({ stats }: Watched): Trouble | undefined {
  if (!stats.server || stats.server.connections < stats.server.maxConnections * much.server) return undefined;
  const { connections, maxConnections } = stats.server;
  return { severity: "warning", reason: `The server has ${connections} of ${maxConnections} connections` };
}

function leak({ stats }: Watched, { events }: Around): Trouble | undefined {
  if (stats.inUse === 0) return undefined;
  const after = Date.parse(stats.sampledAt) - recent.leak;
  const event = events.find(({ __typename, at }) => __typename === "LeakSuspected" && Date.parse(at) > after);
  if (event?.__typename !== "LeakSuspected") return undefined;
  return { severity: "warning", reason: `A connection was lent for ${lasting(event.heldMs)} already: a leak?` };
}

function sinceWords(watched: Watched): string {
  const now = nowOf(watched);
  const { at, isOlder } = sinceOf(watched);
  const first = pointsOf(watched)[0]?.at ?? now;
  const ago = lasting(now - at);
  // Where all that is known is the same, it began before that.
  return isOlder && first < now ? `${clock(at, now)} or before (${ago})` : `${clock(at, now)} (${ago})`;
}
