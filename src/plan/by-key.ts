import type { Column } from "../model/index.ts";
import { type Alias, type Fragment, sql } from "../sql/index.ts";
import { boundValue } from "./bound.ts";
import type { Selected } from "./selection.ts";

/** The row whose key a root field's arguments have. */
export function byKey(key: readonly Column[], root: Selected): (alias: Alias) => Fragment {
  return (alias) =>
    sql.join(
      key.map((column) => {
        const input = root.inputs.get(column.field);
        if (input?.kind !== "leaf") throw new Error(`${root.field.name} needs ${column.field}.`);
        return sql`${column.type.compare(sql.column(alias, column.name))} ${column.type.operator("=")} ${boundValue(input.bind, column.type, column.field)}`;
      }),
      sql` and `,
    );
}
