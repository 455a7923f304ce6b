const first = 100;
const longest = 5_000;

/**
 * Milliseconds to wait before the next attempt, after `failures` failed rounds (1 for the first): doubles from 100 ms
 * up to 5 s. Half of it is random, so that the pools of many gateways do not come back to a server in step.
 */
export function backoff(failures: number): number {
  const whole = Math.min(first * 2 ** (failures - 1), longest);
  return whole / 2 + (Math.random() * whole) / 2;
}
