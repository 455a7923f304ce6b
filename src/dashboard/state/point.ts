import type { PointFragment, PoolState } from "../generated/operations.ts";

/** A pool at one moment of the last fifteen minutes. */
export interface Point {
  /** Milliseconds since 1970, by the gateway's clock. */
  readonly at: number;
  readonly state: PoolState;
  readonly idle: number;
  readonly inUse: number;
  readonly connecting: number;
  readonly waiting: number;
  readonly max: number;
  readonly queriesPerSecond: number;
  readonly errorsPerSecond: number;
  readonly refusedPerSecond: number;
  /** How long borrowers waited at that time; undefined where only the gateway could know, and has not told yet. */
  readonly acquire: Waits | undefined;
}

/** Milliseconds. */
export interface Waits {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** How much a chart shows, in milliseconds. */
export const shown = 15 * 60_000;

/** What one point of the gateway's history stands for, in milliseconds, as the operations ask for it. */
export const step = 5_000;

export function pointOf({ at, acquireP50, acquireP95, acquireP99, ...point }: PointFragment): Point {
  return { ...point, at: Date.parse(at), acquire: { p50: acquireP50, p95: acquireP95, p99: acquireP99 } };
}
