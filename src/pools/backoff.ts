/** How long pauses become, in milliseconds. */
interface Range {
  readonly first: number;
  readonly longest: number;
}

const connecting: Range = { first: 100, longest: 1_000 };
/** Transactions that got into each other's way are over in a moment. */
const repeating: Range = { first: 10, longest: 1_000 };

/** Milliseconds before the next attempt to connect, after `failures` failed rounds (1 for the first). */
export function backoff(failures: number): number {
  return pause(failures, connecting);
}

/** Milliseconds before a transaction is done again for the `attempt`th time (1 for the first). */
export function repeatPause(attempt: number): number {
  return pause(attempt, repeating);
}

/** Doubles each time. Half of it is random, so that those who failed together do not come back in step. */
function pause(count: number, { first, longest }: Range): number {
  const whole = Math.min(first * 2 ** (count - 1), longest);
  return whole / 2 + (Math.random() * whole) / 2;
}
