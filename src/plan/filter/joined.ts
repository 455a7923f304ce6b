import { type Fragment, sql } from "../../sql/index.ts";

/** Conditions as one, in brackets where there are several; undefined where none of them filters. */
export function joined(conditions: readonly (Fragment | undefined)[], separator: Fragment): Fragment | undefined {
  const present = conditions.filter((condition) => condition !== undefined);
  if (present.length === 0) return undefined;
  return present.length === 1 ? present[0] : sql`(${sql.join(present, separator)})`;
}
