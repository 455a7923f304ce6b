import { stems } from "./stems.ts";

const scalars = [
  ...["Boolean", "Int", "Float", "String", "BigInt", "Decimal", "DateTime", "Date", "Time", "Interval", "UUID", "JSON"],
  "Bytes",
];

/** Of what operators watch and do, whether the configuration lets them or not. */
const operators = [
  ...["Pool", "PoolSettings", "PoolerMode", "BreakerSettings", "PoolStats", "PoolState", "Latency", "ServerStats"],
  ...["Breaker", "BreakerState", "PoolEvent", "PoolEventKind", "RemovalReason"],
  ...["Connected", "Removed", "AcquireTimedOut", "ValidationFailed", "BreakerChanged", "NearExhaustion"],
  ...["SlowAcquire", "LeakSuspected", "Resized", "Drained", "BreakerReset", "Closed", "Reopened", "CallbackFailed"],
  ...["SqlRun", "EventsDropped", "SqlResult", "SqlOutcome", "SqlError"],
  ...["PoolPoint", "Lease", "StatementStats", "ConnectionBudget", "StatementsReset"],
  // No type: a row of such a table would be the field that is the log.
  "PoolEventLog",
];

/** Names that the gateway has for itself, by scope: nothing of a database may take them. */
export const reserved = {
  type: [
    ...["Query", "Mutation", "Subscription", "ID", "OrderDirection", "NullFilter", "TransactionIsolation"],
    "PageInfo",
    ...operators,
    ...scalars.flatMap((name) => [name, `${name}Range`, `${name}RangeInput`, `${name}ListRange`]),
    ...stems.flatMap((stem) => [`${stem}Filter`, `${stem}ListFilter`, `${stem}RangeFilter`, `${stem}MultirangeFilter`]),
    ...["JSONPathFilter", "TextSearch"],
  ],
  Query: ["pool", "pools", "connectionBudget", "poolEventLog"],
  Mutation: [
    ...["resizePool", "drainPool", "closePool", "reopenPool", "resetBreaker", "resetStatements"],
    ...["runSql", "runSqlOnAll"],
  ],
  Subscription: ["poolStats", "poolEvents"],
} as const satisfies Record<string, readonly string[]>;

/** What it has for itself beside these with `relay`. A table of such a name clashes with it, and is as it is without. */
export const reservedByRelay = {
  type: ["Node"],
  Query: ["node", "nodes"],
} as const satisfies Record<string, readonly string[]>;

const types: ReadonlySet<string> = new Set(reserved.type);

export function isReserved(type: string): boolean {
  return types.has(type);
}
