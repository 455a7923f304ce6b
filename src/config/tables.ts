import { z } from "zod";
import { given } from "./given.ts";
import { formatPath, type Path } from "./path.ts";
import { record } from "./raw.ts";
import type { ColumnSettings, RelationSettings, TableSettings, TypeSettings } from "./settings.ts";
import { flag, graphqlName, group, list, text } from "./values.ts";

const nameRule = "must be a name";
const relationRule = "must be the name of a field, or false";

const columnSchema = group({
  name: graphqlName().optional().describe("The field's name."),
  hidden: flag().optional().describe("Leaves the column out; relations over it stay."),
});

const relationSchema = group({
  field: z
    .union([graphqlName(), z.literal(false)], relationRule)
    .optional()
    .describe("The field that leads to the row referred to; false for none."),
  inverse: z
    .union([graphqlName(), z.literal(false)], relationRule)
    .optional()
    .describe("The field that leads back; false for none."),
});

const tableSchema = group({
  name: graphqlName().optional().describe("The type's name after the prefix, singular: Purchase."),
  hidden: flag().optional().describe("Leaves the table out, with every relation and link to it."),
  key: list(text("must be the name of a column"), "must be a list of columns")
    .min(1, "must name a column")
    .optional()
    .describe("Columns whose values name one row, where no primary key says so: for views."),
  version: text('must be the name of a column, or "xmin"')
    .optional()
    .describe(
      "A column that changes whenever a row does, or xmin, which Postgres has of every table: rows have an etag.",
    ),
  columns: byName(columnSchema).optional(),
  relations: byName(relationSchema).optional().describe("By the name of the foreign key."),
});

const typeSchema = group({ name: graphqlName().optional().describe("The type's name after the prefix: OrderState.") });

export const tablesSchema = byName(tableSchema);
export const typesSchema = byName(typeSchema);

function byName<Schema extends z.ZodType>(schema: Schema) {
  return z.record(text(nameRule), schema, "must be an object");
}

type Complain = (path: Path, message: string) => void;

/** What a configuration says about tables. What has the wrong shape is left out: the check of the shape reports it. */
export function resolveTables(raw: unknown, path: Path, complain: Complain): readonly TableSettings[] {
  return readEntries(raw, tableSchema, path, complain).map(({ key: table, value, at }) => {
    const parts = record(record(raw)[table]);
    const { name, hidden, key, version } = value;
    return {
      table,
      path: formatPath(at),
      ...given({ name, hidden, key, version }),
      columns: columnsOf(parts.columns, [...at, "columns"], complain),
      relations: relationsOf(parts.relations, [...at, "relations"], complain),
    };
  });
}

export function resolveTypes(raw: unknown, path: Path, complain: Complain): readonly TypeSettings[] {
  return readEntries(raw, typeSchema, path, complain).map(({ key: type, value: { name }, at }) => ({
    type,
    path: formatPath(at),
    ...given({ name }),
  }));
}

function columnsOf(raw: unknown, path: Path, complain: Complain): ReadonlyMap<string, ColumnSettings> {
  const entries = readEntries(raw, columnSchema, path, complain);
  return new Map(
    entries.map(({ key, value: { name, hidden }, at }) => [key, { path: formatPath(at), ...given({ name, hidden }) }]),
  );
}

function relationsOf(raw: unknown, path: Path, complain: Complain): ReadonlyMap<string, RelationSettings> {
  const entries = readEntries(raw, relationSchema, path, complain);
  return new Map(
    entries.map(({ key, value: { field, inverse }, at }) => [
      key,
      { path: formatPath(at), ...given({ field, inverse }) },
    ]),
  );
}

interface Entry<Value> {
  readonly key: string;
  readonly value: Value;
  readonly at: Path;
}

/** Entry by entry, because `z.record` passes over a key `__proto__`, and a table may be called that. */
function readEntries<Schema extends z.ZodType>(
  raw: unknown,
  schema: Schema,
  path: Path,
  complain: Complain,
): readonly Entry<z.output<Schema>>[] {
  return Object.entries(record(raw)).flatMap(([key, value]) => {
    const at = [...path, key];
    const parsed = schema.safeParse(value);
    if (parsed.success) return [{ key, value: parsed.data, at }];
    if (key === "__proto__") complain(at, parsed.error.issues[0]?.message ?? "has the wrong form");
    return [];
  });
}
