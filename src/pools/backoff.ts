/** How long pauses become, in milliseconds. */
interface Range {
  readonly first: number;
  readonly longest: number;
}

const connecting: Range = { first: 100, longest: 1_000 };

/**
 * Milliseconds before the next attempt, after `failures` failed ones (1 for the first): without a range before the next one
 * to connect. It doubles each time. Half of it is random, so that those who failed together do not come back in step.
 */
export function backoff(failures: number, { first, longest }: Range = connecting): number {
  const whole = Math.min(first * 2 ** (failures - 1), longest);
  return whole / 2 + (Math.random() * whole) / 2;
}
