import type { Sample, ServerSnapshot } from "../../live/index.ts";
import type { BreakerSnapshot, LatencySnapshot } from "../../pools/index.ts";
import type { Builder } from "../builder.ts";
import { enumOf, maybe, moment, ofTheGateway, plain, plainFields } from "./plain.ts";

export const breakerStates = ["closed", "open", "half-open"] as const satisfies readonly BreakerSnapshot["state"][];
const poolStates = [
  "open",
  "down",
  "resting",
  "closing",
  "closed",
] as const satisfies readonly Sample["stats"]["state"][];

/** The statistics of a pool at one moment. */
export function createPoolStats(
  builder: Builder,
  breakerState: ReturnType<typeof createBreakerState>,
  state: ReturnType<typeof createPoolState>,
) {
  const latency = createLatency(builder);
  const breaker = createBreaker(builder, breakerState);
  const server = createServerStats(builder);
  return builder.objectRef<Sample>("PoolStats").implement({
    description:
      "A pool at one moment. Always: total = idle + inUse + connecting, created = destroyed + total and acquired = released + inUse.",
    fields: (t) => ({
      ...plainFields(t, {
        database: plain("String", ({ database }) => database),
        sampledAt: plain("DateTime", ({ sampledAt }) => moment(sampledAt)),
        state: plain(state, ({ stats }) => stats.state),
        total: plain("Int", ({ stats }) => stats.total, "Connections."),
        idle: plain("Int", ({ stats }) => stats.idle),
        inUse: plain("Int", ({ stats }) => stats.inUse),
        connecting: plain("Int", ({ stats }) => stats.connecting, "Being connected, or asked whether they still work."),
        waiting: plain("Int", ({ stats }) => stats.waiting, "Borrowers in the queue."),
        inTransaction: plain("Int", ({ stats }) => stats.inTransaction),
        max: plain("Int", ({ stats }) => stats.max, "The most connections there can be."),
        utilization: plain("Float", ({ stats }) => stats.utilization, "inUse / max."),
        created: plain(
          "BigInt",
          ({ stats }) => String(stats.created),
          "Attempts to connect, those that failed included.",
        ),
        destroyed: plain("BigInt", ({ stats }) => String(stats.destroyed)),
        acquired: plain("BigInt", ({ stats }) => String(stats.acquired)),
        released: plain("BigInt", ({ stats }) => String(stats.released)),
        timeouts: plain("BigInt", ({ stats }) => String(stats.timeouts), "Borrowers who waited in vain."),
        refused: plain(
          "BigInt",
          ({ stats }) => String(stats.refused),
          "Borrowers who got no connection, timeouts among them. Who left while waiting is none.",
        ),
        validationFailures: plain(
          "BigInt",
          ({ stats }) => String(stats.validationFailures),
          "Connections that no longer worked after they had been idle.",
        ),
        errors: plain("BigInt", ({ stats }) => String(stats.errors), "Statements that failed."),
        queries: plain("BigInt", ({ stats }) => String(stats.queries), "Statements that were answered, or failed."),
        committed: plain("BigInt", ({ stats }) => String(stats.committed)),
        rolledBack: plain("BigInt", ({ stats }) => String(stats.rolledBack)),
        lastUsedAt: maybe("DateTime", ({ stats }) => stats.lastUsedAt && moment(stats.lastUsedAt)),
      }),
      acquireMs: t.field({
        type: latency,
        nullable: false,
        description: "From asking for a connection to having it.",
        extensions: ofTheGateway,
        resolve: ({ stats }) => stats.acquireMs,
      }),
      queryMs: t.field({
        type: latency,
        nullable: false,
        description: "From sending a statement to having its answer.",
        extensions: ofTheGateway,
        resolve: ({ stats }) => stats.queryMs,
      }),
      breaker: t.field({
        type: breaker,
        nullable: false,
        extensions: ofTheGateway,
        resolve: ({ stats }) => stats.breaker,
      }),
      server: t.field({
        type: server,
        nullable: true,
        description:
          "What the server said of itself, at most every ten seconds and only over a connection that nobody used; null where it was not asked yet, or is away.",
        extensions: ofTheGateway,
        resolve: async ({ server: ask }) => (await ask()) ?? null,
      }),
    }),
  });
}

export function createPoolState(builder: Builder) {
  return enumOf(
    builder,
    "PoolState",
    "OPEN: lends; DOWN: the last attempt to connect failed and no connection is left; RESTING: nobody used it for long, so it keeps no connection until somebody does; CLOSING: waits for work in flight; CLOSED: nothing is left.",
    poolStates,
  );
}

export function createBreakerState(builder: Builder) {
  return enumOf(
    builder,
    "BreakerState",
    "CLOSED: all is well; OPEN: borrowers are refused at once; HALF_OPEN: one attempt to connect decides.",
    breakerStates,
  );
}

function createLatency(builder: Builder) {
  return builder.objectRef<LatencySnapshot>("Latency").implement({
    description: "How long something took, in milliseconds, over all times since the start.",
    fields: (t) =>
      plainFields(t, {
        count: plain("BigInt", ({ count }) => String(count)),
        mean: plain("Float", ({ mean }) => mean),
        p50: plain("Float", ({ p50 }) => p50),
        p95: plain("Float", ({ p95 }) => p95),
        p99: plain("Float", ({ p99 }) => p99),
        max: plain("Float", ({ max }) => max),
      }),
  });
}

function createBreaker(builder: Builder, state: ReturnType<typeof createBreakerState>) {
  return builder.objectRef<BreakerSnapshot>("Breaker").implement({
    description: "Refuses borrowers while a database does nothing but fail.",
    fields: (t) =>
      plainFields(t, {
        state: plain(state, (breaker) => breaker.state),
        failures: plain("Int", ({ failures }) => failures, "In a row, up to now."),
        openedAt: maybe("DateTime", ({ openedAt }) => openedAt && moment(openedAt)),
        nextTryAt: maybe("DateTime", ({ nextTryAt }) => nextTryAt && moment(nextTryAt)),
      }),
  });
}

function createServerStats(builder: Builder) {
  return builder.objectRef<ServerSnapshot>("ServerStats").implement({
    description: "What a server says of itself.",
    fields: (t) =>
      plainFields(t, {
        sampledAt: plain("DateTime", ({ sampledAt }) => moment(sampledAt)),
        version: plain("String", ({ version }) => version),
        startedAt: plain("DateTime", ({ startedAt }) => moment(startedAt)),
        isInRecovery: plain(
          "Boolean",
          ({ isInRecovery }) => isInRecovery,
          "Whether it follows another one, or recovers.",
        ),
        maxConnections: plain("Int", ({ maxConnections }) => maxConnections),
        connections: plain("Int", ({ connections }) => connections, "Of everybody, in all databases of the server."),
        ownConnections: plain(
          "Int",
          ({ ownConnections }) => ownConnections,
          "Of this pool: of this process, and of others with the same applicationName.",
        ),
      }),
  });
}
