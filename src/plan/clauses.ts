import type { Edge } from "../model/index.ts";
import { type Alias, type Fragment, sql } from "../sql/index.ts";

export function from({ schema, name }: Edge["target"], alias: Alias): Fragment {
  return sql`${sql.identifier(schema, name)} as ${sql.reference(alias)}`;
}

export function where(conditions: readonly (Fragment | undefined)[]): Fragment {
  const present = conditions.filter((condition) => condition !== undefined);
  return present.length === 0 ? sql.empty : sql`\nwhere ${sql.join(present, sql` and `)}`;
}
