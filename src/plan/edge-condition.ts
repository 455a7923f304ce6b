import type { Edge } from "../model/index.ts";
import { type Alias, type Fragment, sql } from "../sql/index.ts";

/** What ties the rows of a relation's target to a row of its source. */
export function edgeCondition(edge: Edge, source: Alias, target: Alias): Fragment {
  return sql.join(
    edge.pairs.map(({ source: from, target: to, collation }) => {
      const collate = collation ? sql` collate ${collation}` : sql.empty;
      return sql`${to.type.compare(sql.column(target, to.name))} ${to.type.operator("=")} ${from.type.compare(sql.column(source, from.name))}${collate}`;
    }),
    sql` and `,
  );
}
