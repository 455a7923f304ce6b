export type { PoolTarget } from "./endpoint.ts";
export { translateError } from "./errors.ts";
export type { Lease } from "./lease.ts";
export type { BorrowOptions, CloseOptions, Pool } from "./pool.ts";
export { createPools, type Pools } from "./pools.ts";
export type { Statement } from "./statement.ts";
export type { PoolSnapshot, PoolState } from "./stats.ts";
