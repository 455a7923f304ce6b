import { type Bind, sql } from "../sql/index.ts";
import { rowsPlace } from "./link-place.ts";
import { perKey } from "./per-key.ts";
import type { KeyedPlan } from "./plan.ts";
import { prepare } from "./prepare.ts";
import { manyRows, oneRow } from "./rows.ts";
import type { PendingLink, RowsScope } from "./rows-scope.ts";

/** The rows of all parents in one statement, each with its own order and limit. */
export function planLink({ edge, selected, path }: PendingLink, scope: RowsScope): KeyedPlan {
  const parts = edge.pairs.map((pair, index) => {
    const bind: Bind = (values) => values.keys[index];
    return { column: pair.target, array: sql`${sql.bind(bind)}::${pair.sqlType}[]` };
  });
  const rows = edge.many ? manyRows : oneRow;
  const text = perKey(parts, (condition) =>
    rows(edge.target, selected, condition, rowsPlace(path, selected.type), scope),
  );
  return { field: edge.field, columns: edge.pairs.length, statement: prepare(edge.target, text) };
}
