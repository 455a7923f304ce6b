/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** CLOSED: all is well; OPEN: borrowers are refused at once; HALF_OPEN: one attempt to connect decides. */
export type BreakerState =
  | 'CLOSED'
  | 'HALF_OPEN'
  | 'OPEN';

/** OPEN: lends; DOWN: the last attempt to connect failed and no connection is left; RESTING: nobody used it for long, so it keeps no connection until somebody does; CLOSING: waits for work in flight; CLOSED: nothing is left. */
export type PoolState =
  | 'CLOSED'
  | 'CLOSING'
  | 'DOWN'
  | 'OPEN'
  | 'RESTING';

/** Whether a pooler gives each transaction another session. */
export type PoolerMode =
  | 'AUTO'
  | 'NONE'
  | 'TRANSACTION';

/** Why a connection is no more; docs/pools.md explains each. */
export type RemovalReason =
  | 'CLOSED'
  | 'DRAINED'
  | 'EXCESS'
  | 'EXPIRED'
  | 'FAILED'
  | 'INVALID'
  | 'LOST'
  | 'UNFIT'
  | 'UNUSED';

export type DetailsQueryVariables = Exact<{
  database: string;
}>;


export type DetailsQuery = { pool: { leases: Array<{ since: string, ms: number, inTransaction: boolean, operation: string | null, statement: string | null }>, statements: Array<{ statement: string, operations: Array<string>, count: string, errors: string, rows: string, totalMs: number, meanMs: number, maxMs: number, lastAt: string }> } | null };

type Event_AcquireTimedOut_Fragment = { __typename: 'AcquireTimedOut', waitedMs: number, database: string, at: string };

type Event_BreakerChanged_Fragment = { __typename: 'BreakerChanged', state: BreakerState, database: string, at: string };

type Event_BreakerReset_Fragment = { __typename: 'BreakerReset', by: string | null, database: string, at: string };

type Event_CallbackFailed_Fragment = { __typename: 'CallbackFailed', code: string | null, database: string, at: string };

type Event_Closed_Fragment = { __typename: 'Closed', by: string | null, database: string, at: string };

type Event_Connected_Fragment = { __typename: 'Connected', ms: number, database: string, at: string };

type Event_Drained_Fragment = { __typename: 'Drained', connections: number, by: string | null, database: string, at: string };

type Event_EventsDropped_Fragment = { __typename: 'EventsDropped', count: number, database: string, at: string };

type Event_LeakSuspected_Fragment = { __typename: 'LeakSuspected', heldMs: number, takenAt: string | null, lastStatement: string | null, database: string, at: string };

type Event_NearExhaustion_Fragment = { __typename: 'NearExhaustion', inUse: number, waiting: number, database: string, at: string };

type Event_Removed_Fragment = { __typename: 'Removed', reason: RemovalReason, code: string | null, message: string | null, database: string, at: string };

type Event_Reopened_Fragment = { __typename: 'Reopened', by: string | null, database: string, at: string };

type Event_Resized_Fragment = { __typename: 'Resized', size: number, overflow: number, by: string | null, database: string, at: string };

type Event_SlowAcquire_Fragment = { __typename: 'SlowAcquire', waitedMs: number, database: string, at: string };

type Event_SqlRun_Fragment = { __typename: 'SqlRun', command: string | null, rows: number | null, code: string | null, ms: number, by: string | null, database: string, at: string };

type Event_StatementsReset_Fragment = { __typename: 'StatementsReset', by: string | null, database: string, at: string };

type Event_ValidationFailed_Fragment = { __typename: 'ValidationFailed', idleMs: number, database: string, at: string };

export type EventFragment =
  | Event_AcquireTimedOut_Fragment
  | Event_BreakerChanged_Fragment
  | Event_BreakerReset_Fragment
  | Event_CallbackFailed_Fragment
  | Event_Closed_Fragment
  | Event_Connected_Fragment
  | Event_Drained_Fragment
  | Event_EventsDropped_Fragment
  | Event_LeakSuspected_Fragment
  | Event_NearExhaustion_Fragment
  | Event_Removed_Fragment
  | Event_Reopened_Fragment
  | Event_Resized_Fragment
  | Event_SlowAcquire_Fragment
  | Event_SqlRun_Fragment
  | Event_StatementsReset_Fragment
  | Event_ValidationFailed_Fragment
;

export type WatchEventsSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type WatchEventsSubscription = { poolEvents:
    | { __typename: 'AcquireTimedOut', waitedMs: number, database: string, at: string }
    | { __typename: 'BreakerChanged', state: BreakerState, database: string, at: string }
    | { __typename: 'BreakerReset', by: string | null, database: string, at: string }
    | { __typename: 'CallbackFailed', code: string | null, database: string, at: string }
    | { __typename: 'Closed', by: string | null, database: string, at: string }
    | { __typename: 'Connected', ms: number, database: string, at: string }
    | { __typename: 'Drained', connections: number, by: string | null, database: string, at: string }
    | { __typename: 'EventsDropped', count: number, database: string, at: string }
    | { __typename: 'LeakSuspected', heldMs: number, takenAt: string | null, lastStatement: string | null, database: string, at: string }
    | { __typename: 'NearExhaustion', inUse: number, waiting: number, database: string, at: string }
    | { __typename: 'Removed', reason: RemovalReason, code: string | null, message: string | null, database: string, at: string }
    | { __typename: 'Reopened', by: string | null, database: string, at: string }
    | { __typename: 'Resized', size: number, overflow: number, by: string | null, database: string, at: string }
    | { __typename: 'SlowAcquire', waitedMs: number, database: string, at: string }
    | { __typename: 'SqlRun', command: string | null, rows: number | null, code: string | null, ms: number, by: string | null, database: string, at: string }
    | { __typename: 'StatementsReset', by: string | null, database: string, at: string }
    | { __typename: 'ValidationFailed', idleMs: number, database: string, at: string }
   };

export type PoolsQueryVariables = Exact<{ [key: string]: never; }>;


export type PoolsQuery = { pools: Array<{ database: string, settings: { size: number, overflow: number, overflowIdle: number, acquireTimeout: number, maxWaiting: number, connectTimeout: number, queryTimeout: number, statementTimeout: number, lockTimeout: number, idleInTransactionTimeout: number, maxLifetime: number, maxUses: number, validateAfterIdle: number, validationQuery: string, closeAfterUnused: number, leakWarning: number, pooler: PoolerMode, maxResultBytes: number, applicationName: string, breaker: { failures: number, resetAfter: number } }, stats: { database: string, sampledAt: string, state: PoolState, total: number, idle: number, inUse: number, connecting: number, waiting: number, inTransaction: number, max: number, queries: string, errors: string, refused: string, lastUsedAt: string | null, breaker: { state: BreakerState, failures: number, openedAt: string | null, nextTryAt: string | null }, server: { version: string, startedAt: string, isInRecovery: boolean, maxConnections: number, connections: number, ownConnections: number } | null }, history: Array<{ at: string, state: PoolState, idle: number, inUse: number, connecting: number, waiting: number, max: number, queriesPerSecond: number, errorsPerSecond: number, refusedPerSecond: number, acquireP50: number, acquireP95: number, acquireP99: number }> }> | null, connectionBudget: { budget: number | null, total: number, max: number } | null, poolEventLog: Array<
    | { __typename: 'AcquireTimedOut', waitedMs: number, database: string, at: string }
    | { __typename: 'BreakerChanged', state: BreakerState, database: string, at: string }
    | { __typename: 'BreakerReset', by: string | null, database: string, at: string }
    | { __typename: 'CallbackFailed', code: string | null, database: string, at: string }
    | { __typename: 'Closed', by: string | null, database: string, at: string }
    | { __typename: 'Connected', ms: number, database: string, at: string }
    | { __typename: 'Drained', connections: number, by: string | null, database: string, at: string }
    | { __typename: 'EventsDropped', count: number, database: string, at: string }
    | { __typename: 'LeakSuspected', heldMs: number, takenAt: string | null, lastStatement: string | null, database: string, at: string }
    | { __typename: 'NearExhaustion', inUse: number, waiting: number, database: string, at: string }
    | { __typename: 'Removed', reason: RemovalReason, code: string | null, message: string | null, database: string, at: string }
    | { __typename: 'Reopened', by: string | null, database: string, at: string }
    | { __typename: 'Resized', size: number, overflow: number, by: string | null, database: string, at: string }
    | { __typename: 'SlowAcquire', waitedMs: number, database: string, at: string }
    | { __typename: 'SqlRun', command: string | null, rows: number | null, code: string | null, ms: number, by: string | null, database: string, at: string }
    | { __typename: 'StatementsReset', by: string | null, database: string, at: string }
    | { __typename: 'ValidationFailed', idleMs: number, database: string, at: string }
  > | null };

export type LatelyQueryVariables = Exact<{ [key: string]: never; }>;


export type LatelyQuery = { pools: Array<{ database: string, history: Array<{ at: string, state: PoolState, idle: number, inUse: number, connecting: number, waiting: number, max: number, queriesPerSecond: number, errorsPerSecond: number, refusedPerSecond: number, acquireP50: number, acquireP95: number, acquireP99: number }> }> | null, connectionBudget: { budget: number | null, total: number, max: number } | null };

export type BudgetFragment = { budget: number | null, total: number, max: number };

export type PointFragment = { at: string, state: PoolState, idle: number, inUse: number, connecting: number, waiting: number, max: number, queriesPerSecond: number, errorsPerSecond: number, refusedPerSecond: number, acquireP50: number, acquireP95: number, acquireP99: number };

export type SettingsFragment = { size: number, overflow: number, overflowIdle: number, acquireTimeout: number, maxWaiting: number, connectTimeout: number, queryTimeout: number, statementTimeout: number, lockTimeout: number, idleInTransactionTimeout: number, maxLifetime: number, maxUses: number, validateAfterIdle: number, validationQuery: string, closeAfterUnused: number, leakWarning: number, pooler: PoolerMode, maxResultBytes: number, applicationName: string, breaker: { failures: number, resetAfter: number } };

export type StatsFragment = { database: string, sampledAt: string, state: PoolState, total: number, idle: number, inUse: number, connecting: number, waiting: number, inTransaction: number, max: number, queries: string, errors: string, refused: string, lastUsedAt: string | null, breaker: { state: BreakerState, failures: number, openedAt: string | null, nextTryAt: string | null }, server: { version: string, startedAt: string, isInRecovery: boolean, maxConnections: number, connections: number, ownConnections: number } | null };

export type WatchStatsSubscriptionVariables = Exact<{
  interval: number;
}>;


export type WatchStatsSubscription = { poolStats: Array<{ database: string, sampledAt: string, state: PoolState, total: number, idle: number, inUse: number, connecting: number, waiting: number, inTransaction: number, max: number, queries: string, errors: string, refused: string, lastUsedAt: string | null, breaker: { state: BreakerState, failures: number, openedAt: string | null, nextTryAt: string | null }, server: { version: string, startedAt: string, isInRecovery: boolean, maxConnections: number, connections: number, ownConnections: number } | null }> };

export type ResizeMutationVariables = Exact<{
  database: string;
  size: number;
  overflow: number;
}>;


export type ResizeMutation = { resizePool: { database: string } | null };

export type DrainMutationVariables = Exact<{
  database: string;
}>;


export type DrainMutation = { drainPool: { database: string } | null };

export type CloseMutationVariables = Exact<{
  database: string;
}>;


export type CloseMutation = { closePool: { database: string } | null };

export type ReopenMutationVariables = Exact<{
  database: string;
}>;


export type ReopenMutation = { reopenPool: { database: string } | null };

export type ResetBreakerMutationVariables = Exact<{
  database: string;
}>;


export type ResetBreakerMutation = { resetBreaker: { database: string } | null };

export type ResetStatementsMutationVariables = Exact<{
  database: string;
}>;


export type ResetStatementsMutation = { resetStatements: { database: string } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const EventFragmentDoc = new TypedDocumentString(`
    fragment Event on PoolEvent {
  __typename
  database
  at
  ... on Connected {
    ms
  }
  ... on Removed {
    reason
    code
    message
  }
  ... on AcquireTimedOut {
    waitedMs
  }
  ... on ValidationFailed {
    idleMs
  }
  ... on BreakerChanged {
    state
  }
  ... on NearExhaustion {
    inUse
    waiting
  }
  ... on SlowAcquire {
    waitedMs
  }
  ... on LeakSuspected {
    heldMs
    takenAt
    lastStatement
  }
  ... on Resized {
    size
    overflow
    by
  }
  ... on Drained {
    connections
    by
  }
  ... on BreakerReset {
    by
  }
  ... on StatementsReset {
    by
  }
  ... on Closed {
    by
  }
  ... on Reopened {
    by
  }
  ... on CallbackFailed {
    code
  }
  ... on SqlRun {
    command
    rows
    code
    ms
    by
  }
  ... on EventsDropped {
    count
  }
}
    `, {"fragmentName":"Event"}) as unknown as TypedDocumentString<EventFragment, unknown>;
export const BudgetFragmentDoc = new TypedDocumentString(`
    fragment Budget on ConnectionBudget {
  budget
  total
  max
}
    `, {"fragmentName":"Budget"}) as unknown as TypedDocumentString<BudgetFragment, unknown>;
export const PointFragmentDoc = new TypedDocumentString(`
    fragment Point on PoolPoint {
  at
  state
  idle
  inUse
  connecting
  waiting
  max
  queriesPerSecond
  errorsPerSecond
  refusedPerSecond
  acquireP50
  acquireP95
  acquireP99
}
    `, {"fragmentName":"Point"}) as unknown as TypedDocumentString<PointFragment, unknown>;
export const SettingsFragmentDoc = new TypedDocumentString(`
    fragment Settings on PoolSettings {
  size
  overflow
  overflowIdle
  acquireTimeout
  maxWaiting
  connectTimeout
  queryTimeout
  statementTimeout
  lockTimeout
  idleInTransactionTimeout
  maxLifetime
  maxUses
  validateAfterIdle
  validationQuery
  closeAfterUnused
  leakWarning
  pooler
  maxResultBytes
  applicationName
  breaker {
    failures
    resetAfter
  }
}
    `, {"fragmentName":"Settings"}) as unknown as TypedDocumentString<SettingsFragment, unknown>;
export const StatsFragmentDoc = new TypedDocumentString(`
    fragment Stats on PoolStats {
  database
  sampledAt
  state
  total
  idle
  inUse
  connecting
  waiting
  inTransaction
  max
  queries
  errors
  refused
  lastUsedAt
  breaker {
    state
    failures
    openedAt
    nextTryAt
  }
  server {
    version
    startedAt
    isInRecovery
    maxConnections
    connections
    ownConnections
  }
}
    `, {"fragmentName":"Stats"}) as unknown as TypedDocumentString<StatsFragment, unknown>;
export const DetailsDocument = new TypedDocumentString(`
    query Details($database: String!) {
  pool(database: $database) {
    leases(limit: 20) {
      since
      ms
      inTransaction
      operation
      statement
    }
    statements(limit: 20) {
      statement
      operations
      count
      errors
      rows
      totalMs
      meanMs
      maxMs
      lastAt
    }
  }
}
    `) as unknown as TypedDocumentString<DetailsQuery, DetailsQueryVariables>;
export const WatchEventsDocument = new TypedDocumentString(`
    subscription WatchEvents {
  poolEvents {
    ...Event
  }
}
    fragment Event on PoolEvent {
  __typename
  database
  at
  ... on Connected {
    ms
  }
  ... on Removed {
    reason
    code
    message
  }
  ... on AcquireTimedOut {
    waitedMs
  }
  ... on ValidationFailed {
    idleMs
  }
  ... on BreakerChanged {
    state
  }
  ... on NearExhaustion {
    inUse
    waiting
  }
  ... on SlowAcquire {
    waitedMs
  }
  ... on LeakSuspected {
    heldMs
    takenAt
    lastStatement
  }
  ... on Resized {
    size
    overflow
    by
  }
  ... on Drained {
    connections
    by
  }
  ... on BreakerReset {
    by
  }
  ... on StatementsReset {
    by
  }
  ... on Closed {
    by
  }
  ... on Reopened {
    by
  }
  ... on CallbackFailed {
    code
  }
  ... on SqlRun {
    command
    rows
    code
    ms
    by
  }
  ... on EventsDropped {
    count
  }
}`) as unknown as TypedDocumentString<WatchEventsSubscription, WatchEventsSubscriptionVariables>;
export const PoolsDocument = new TypedDocumentString(`
    query Pools {
  pools {
    database
    settings {
      ...Settings
    }
    stats {
      ...Stats
    }
    history(step: 5000) {
      ...Point
    }
  }
  connectionBudget {
    ...Budget
  }
  poolEventLog(last: 500) {
    ...Event
  }
}
    fragment Event on PoolEvent {
  __typename
  database
  at
  ... on Connected {
    ms
  }
  ... on Removed {
    reason
    code
    message
  }
  ... on AcquireTimedOut {
    waitedMs
  }
  ... on ValidationFailed {
    idleMs
  }
  ... on BreakerChanged {
    state
  }
  ... on NearExhaustion {
    inUse
    waiting
  }
  ... on SlowAcquire {
    waitedMs
  }
  ... on LeakSuspected {
    heldMs
    takenAt
    lastStatement
  }
  ... on Resized {
    size
    overflow
    by
  }
  ... on Drained {
    connections
    by
  }
  ... on BreakerReset {
    by
  }
  ... on StatementsReset {
    by
  }
  ... on Closed {
    by
  }
  ... on Reopened {
    by
  }
  ... on CallbackFailed {
    code
  }
  ... on SqlRun {
    command
    rows
    code
    ms
    by
  }
  ... on EventsDropped {
    count
  }
}
fragment Budget on ConnectionBudget {
  budget
  total
  max
}
fragment Point on PoolPoint {
  at
  state
  idle
  inUse
  connecting
  waiting
  max
  queriesPerSecond
  errorsPerSecond
  refusedPerSecond
  acquireP50
  acquireP95
  acquireP99
}
fragment Settings on PoolSettings {
  size
  overflow
  overflowIdle
  acquireTimeout
  maxWaiting
  connectTimeout
  queryTimeout
  statementTimeout
  lockTimeout
  idleInTransactionTimeout
  maxLifetime
  maxUses
  validateAfterIdle
  validationQuery
  closeAfterUnused
  leakWarning
  pooler
  maxResultBytes
  applicationName
  breaker {
    failures
    resetAfter
  }
}
fragment Stats on PoolStats {
  database
  sampledAt
  state
  total
  idle
  inUse
  connecting
  waiting
  inTransaction
  max
  queries
  errors
  refused
  lastUsedAt
  breaker {
    state
    failures
    openedAt
    nextTryAt
  }
  server {
    version
    startedAt
    isInRecovery
    maxConnections
    connections
    ownConnections
  }
}`) as unknown as TypedDocumentString<PoolsQuery, PoolsQueryVariables>;
export const LatelyDocument = new TypedDocumentString(`
    query Lately {
  pools {
    database
    history(step: 5000, last: 4) {
      ...Point
    }
  }
  connectionBudget {
    ...Budget
  }
}
    fragment Budget on ConnectionBudget {
  budget
  total
  max
}
fragment Point on PoolPoint {
  at
  state
  idle
  inUse
  connecting
  waiting
  max
  queriesPerSecond
  errorsPerSecond
  refusedPerSecond
  acquireP50
  acquireP95
  acquireP99
}`) as unknown as TypedDocumentString<LatelyQuery, LatelyQueryVariables>;
export const WatchStatsDocument = new TypedDocumentString(`
    subscription WatchStats($interval: Int!) {
  poolStats(interval: $interval) {
    ...Stats
  }
}
    fragment Stats on PoolStats {
  database
  sampledAt
  state
  total
  idle
  inUse
  connecting
  waiting
  inTransaction
  max
  queries
  errors
  refused
  lastUsedAt
  breaker {
    state
    failures
    openedAt
    nextTryAt
  }
  server {
    version
    startedAt
    isInRecovery
    maxConnections
    connections
    ownConnections
  }
}`) as unknown as TypedDocumentString<WatchStatsSubscription, WatchStatsSubscriptionVariables>;
export const ResizeDocument = new TypedDocumentString(`
    mutation Resize($database: String!, $size: Int!, $overflow: Int!) {
  resizePool(database: $database, size: $size, overflow: $overflow) {
    database
  }
}
    `) as unknown as TypedDocumentString<ResizeMutation, ResizeMutationVariables>;
export const DrainDocument = new TypedDocumentString(`
    mutation Drain($database: String!) {
  drainPool(database: $database) {
    database
  }
}
    `) as unknown as TypedDocumentString<DrainMutation, DrainMutationVariables>;
export const CloseDocument = new TypedDocumentString(`
    mutation Close($database: String!) {
  closePool(database: $database) {
    database
  }
}
    `) as unknown as TypedDocumentString<CloseMutation, CloseMutationVariables>;
export const ReopenDocument = new TypedDocumentString(`
    mutation Reopen($database: String!) {
  reopenPool(database: $database) {
    database
  }
}
    `) as unknown as TypedDocumentString<ReopenMutation, ReopenMutationVariables>;
export const ResetBreakerDocument = new TypedDocumentString(`
    mutation ResetBreaker($database: String!) {
  resetBreaker(database: $database) {
    database
  }
}
    `) as unknown as TypedDocumentString<ResetBreakerMutation, ResetBreakerMutationVariables>;
export const ResetStatementsDocument = new TypedDocumentString(`
    mutation ResetStatements($database: String!) {
  resetStatements(database: $database) {
    database
  }
}
    `) as unknown as TypedDocumentString<ResetStatementsMutation, ResetStatementsMutationVariables>;