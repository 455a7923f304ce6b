/** Numbers that look random and come again with the same seed. */
export interface Random {
  /** A whole number from 0 to one below `count`. */
  below(count: number): number;
  /** True as often as `share` says, from 0 to 1. */
  chance(share: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** Some of the items, in a random order. */
  some<Item>(items: readonly Item[], most: number): readonly Item[];
}

/** `mulberry32`: one 32-bit state, small and good enough for choosing. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const random: Random = {
    below: (count) => Math.floor(next() * count),
    chance: (share) => next() < share,
    pick(items) {
      const item = items[random.below(items.length)];
      if (item === undefined) throw new Error("There is nothing to pick from.");
      return item;
    },
    some(items, most) {
      const left = [...items];
      const count = Math.min(most, left.length);
      return Array.from({ length: count }, () => left.splice(random.below(left.length), 1)).flat();
    },
  };
  return random;
}
