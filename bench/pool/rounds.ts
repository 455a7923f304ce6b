/** Runs once, and answers how many milliseconds that took. */
export type Round = () => Promise<number>;

/** The median of each in milliseconds. Rounds are interleaved, so that a slow moment hits all; the first one warms up. */
export async function measure(rounds: number, contestants: readonly Round[]): Promise<readonly number[]> {
  const times = contestants.map((): number[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const offset of contestants.keys()) {
      // Another one goes first each time: nobody always cleans up after the same neighbour.
      const index = (offset + round) % contestants.length;
      const ms = await contestants[index]?.();
      if (round > 0 && ms !== undefined) times[index]?.push(ms);
    }
  }
  return times.map(median);
}

/** `count` calls, one after the other. */
export function inTurn(count: number, call: () => Promise<unknown>): Round {
  return async () => {
    const started = performance.now();
    for (let index = 0; index < count; index += 1) await call();
    return performance.now() - started;
  };
}

/** `count` calls, of which `callers` are under way at any moment. */
export function together(count: number, callers: number, call: () => Promise<unknown>): Round {
  const one = inTurn(count / callers, call);
  return async () => {
    const started = performance.now();
    await Promise.all(Array.from({ length: callers }, one));
    return performance.now() - started;
  };
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
