import { readColumn } from "./columns.ts";
import type { TableHead, TableScope } from "./heads.ts";
import type { Column } from "./model.ts";
import { type NamedTypes, scalarValue } from "./values.ts";

/** The column by which a row is seen to have changed, where the configuration names one: exposed or not. */
export function exposeVersion(
  head: TableHead,
  exposed: ReadonlyMap<string, Column>,
  types: NamedTypes,
  { problems }: TableScope,
): Column | undefined {
  const { version, path } = head.override;
  if (version === undefined) return undefined;
  const refuse = (message: string) => {
    problems.push({ path: `${path}.version`, message });
    return undefined;
  };
  if (version === "xmin") {
    // What it is in a view or on another server is not said.
    return head.catalog.kind === "table" ? xmin : refuse(`is of tables only, and this is a ${head.catalog.kind}`);
  }
  const column = head.catalog.columns.find(({ name }) => name === version);
  if (!column) return undefined;
  return column.notNull
    ? (exposed.get(version) ?? readColumn(head, column, types))
    : refuse("may be null, and every row needs a version");
}

/** The transaction that wrote a row (manual, section 5.6). */
const xmin: Column = {
  name: "xmin",
  field: "etag",
  type: scalarValue("pg_catalog", "xid"),
  notNull: true,
  write: { insert: false, update: false, optional: true },
  collation: undefined,
  description: undefined,
  deprecated: undefined,
};
