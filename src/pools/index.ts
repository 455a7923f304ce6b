export type { ConnectionSettings, PasswordSource, PoolConfig, PoolSettings } from "../config/index.ts";
export { type ErrorCode, type ErrorDetails, type Problem, SluiceError, StartError } from "../lib/index.ts";
export type { BorrowOptions } from "./borrow-options.ts";
export type { BreakerSnapshot, BreakerState } from "./breaker.ts";
export { describeOverload, readServerLoads, type ServerLoad } from "./capacity.ts";
export type { PoolTarget } from "./endpoint.ts";
export {
  isRowRefused,
  raisedMessage,
  refusedParameter,
  translateError,
  type Violation,
  violationOf,
} from "./errors.ts";
export type { Asked, PoolEvent, PoolListener, PoolOccurrence, RemovalReason } from "./events.ts";
export type { HeldLease } from "./held-lease.ts";
export type { LatencySnapshot, OperationSnapshot } from "./latency.ts";
export type { Lease, LeaseSnapshot, Table } from "./lease.ts";
export type { RetryOptions } from "./operations.ts";
export type { DatabaseOutcome } from "./outcomes.ts";
export type { CloseOptions, Pool } from "./pool.ts";
export { type Borrowed, poolAs } from "./pool-as.ts";
export { createPools, type Pools, type PoolsOptions } from "./pools.ts";
export type { OnConnect } from "./readiness.ts";
export { isRepeatable, repeatPause } from "./repeat.ts";
export { type ServerWords, serverWords } from "./server-words.ts";
export type { Statement } from "./statement.ts";
export type { StatementCounts, StatementSnapshot } from "./statement-tally.ts";
export type { PoolSnapshot, PoolState } from "./stats.ts";
export type { Transaction, TransactionOptions, TransactionWork } from "./transaction.ts";
export type { Identity } from "./transaction-settings.ts";
export { waitClasses, waitPercentile } from "./waits.ts";
