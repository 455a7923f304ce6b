import type DataLoader from "dataloader";
import type { ExecutionArgs } from "graphql";
import type { LimitFunction } from "p-limit";
import type { LimitsSettings } from "../config/index.ts";
import type { Principal } from "../lib/index.ts";
import { type Budget, createBudget, type KeyedPlan } from "../plan/index.ts";
import type { Pools } from "../pools/index.ts";
import type { OpenTransactions } from "./transactions.ts";

/** What one request has to itself. Nothing in it outlives the answer. */
export interface RequestContext {
  readonly principal: Principal;
  readonly pools: Pools;
  readonly rowSecurity: RowSecurity;
  /** Aborted when the client leaves. */
  readonly signal: AbortSignal | undefined;
  /** The name of the operation, where it has one. */
  operation: string | undefined;
  /** What else ends its statements, while an operation has a time of its own. */
  deadline: AbortSignal | undefined;
  /** The most statements that this request runs at once on one database. */
  readonly statementsAtOnce: number;
  /** What the root fields may need together. */
  budget: Budget;
  /** Where its statements go instead of the pools, while the operation asks for transactions. */
  transactions: OpenTransactions | undefined;
  /** Filled as fields are planned: the links below them and the rows that custom fields lead to, by place. */
  readonly links: Map<string, KeyedPlan>;
  readonly loaders: Map<KeyedPlan, RowLoader>;
  /** What runs statements, no more at once than may be, by database. */
  readonly runners: Map<string, LimitFunction>;
  readonly limits: RequestLimits;
  /** How many characters its statements answered so far. */
  received: number;
  /** Set once the answer holds a minus zero, which `JSON.stringify` would print as zero. */
  hasMinusZero: boolean;
}

/** The databases in which Postgres decides, by name, and as which of their roles those of the gateway ask there. */
export type RowSecurity = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** What an operation is executed with. */
export type OperationArgs = ExecutionArgs & { readonly contextValue: RequestContext };

export type RequestLimits = Pick<LimitsSettings, "requestBytes" | "responseBytes">;

/** Values as text: one, or several. */
export type RowKey = string | readonly string[];
export type RowLoader = DataLoader<RowKey, unknown, string>;

export interface RequestOptions {
  readonly principal: Principal;
  readonly pools: Pools;
  readonly rowSecurity: RowSecurity;
  readonly signal?: AbortSignal;
  readonly statementsAtOnce: number;
  readonly limits: RequestLimits;
}

export function createRequestContext(options: RequestOptions): RequestContext {
  return {
    principal: options.principal,
    pools: options.pools,
    rowSecurity: options.rowSecurity,
    signal: options.signal,
    operation: undefined,
    deadline: undefined,
    statementsAtOnce: options.statementsAtOnce,
    budget: createBudget(),
    transactions: undefined,
    links: new Map(),
    loaders: new Map(),
    runners: new Map(),
    limits: options.limits,
    received: 0,
    hasMinusZero: false,
  };
}

/** Forgets what an attempt at the operation, or an event, has read, for the next one. */
export function renewContext(context: RequestContext): void {
  context.budget = createBudget();
  context.links.clear();
  context.loaders.clear();
  context.received = 0;
  context.hasMinusZero = false;
}
