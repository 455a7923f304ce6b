/** How many connections there are of how many that there may be, over all databases. */
export interface Budget {
  /** Null where nothing limits the sum. */
  readonly budget: number | null;
  readonly total: number;
  readonly max: number;
}

/** What the pools add up to. */
export function budgetOf(stats: readonly { readonly total: number; readonly max: number }[]): Budget {
  const sum = (key: "total" | "max") => stats.reduce((total, each) => total + each[key], 0);
  return { budget: null, total: sum("total"), max: sum("max") };
}
