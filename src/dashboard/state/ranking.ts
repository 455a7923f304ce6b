import type { Severity } from "./trouble.ts";

/** Those in trouble first; who was keeps the place for a while, so that rows do not jump under the eyes of who reads. */
export class Ranking {
  readonly #ranks = new Map<string, { readonly rank: number; readonly until: number }>();

  /** @param now milliseconds. */
  order<Item>(
    items: readonly Item[],
    severityOf: (item: Item) => Severity | undefined,
    nameOf: (item: Item) => string,
    now: number,
  ): readonly Item[] {
    const ranked = items.map((item) => ({ item, rank: this.#rank(nameOf(item), severityOf(item), now) }));
    return ranked.toSorted((one, other) => one.rank - other.rank).map(({ item }) => item);
  }

  #rank(name: string, severity: Severity | undefined, now: number): number {
    const rank = ranks[severity ?? "none"];
    const kept = this.#ranks.get(name);
    if (kept && kept.rank < rank && now < kept.until) return kept.rank;
    this.#ranks.set(name, { rank, until: now + stay });
    return rank;
  }
}

const ranks = { critical: 0, warning: 1, none: 2 } as const;
/** Milliseconds. */
const stay = 15_000;
