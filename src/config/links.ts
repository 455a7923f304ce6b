import { z } from "zod";
import { hint } from "./nearest.ts";
import { formatPath, type Path, quoteKey } from "./path.ts";
import { record } from "./raw.ts";
import type { LinkEndSettings, LinkSettings } from "./settings.ts";
import { graphqlName, group, list, text } from "./values.ts";

/** `shop.orders.id` or `shop.sales.orders.id`; a text, where it is neither, says what is wrong with it. */
export function parseLinkEnd(end: string): LinkEndSettings | string {
  const parts = end.split(".");
  const forms = "database.table.column or database.schema.table.column";
  if (parts.length < 2 || parts.includes("")) return `must be ${forms}`;
  const [database = "", ...rest] = parts;
  const column = rest.at(-1) ?? "";
  if (rest.length === 1) return `must name a column too: "${end}.id" if that is its name (${forms})`;
  if (rest.length === 2) return { database, schema: "public", table: rest[0] ?? "", columns: [column] };
  if (rest.length === 3) return { database, schema: rest[0] ?? "", table: rest[1] ?? "", columns: [column] };
  return `must be ${forms}; where a name holds a dot, write { database, schema, table, columns }`;
}

const endRule = "must be database.table.column or { database, table, columns }";

const textEnd = z.string(endRule).transform((value, context): LinkEndSettings => {
  const end = parseLinkEnd(value);
  if (typeof end !== "string") return end;
  context.addIssue({ code: "custom", message: end });
  return z.NEVER;
});

const objectEnd = group({
  database: text("must be the name of a database"),
  schema: text("must be the name of a schema").default("public"),
  table: text("must be the name of a table"),
  columns: list(text("must be the name of a column"), "must be a list of columns").min(1, "must name a column"),
});

const linkEnd = z.union([textEnd, objectEnd], endRule);

export const linkSchema = group({
  from: linkEnd.describe("The side that holds the reference: database.table.column, or an object."),
  to: linkEnd.describe("The side that is referred to."),
  field: graphqlName().optional().describe("The field of `from` that leads to `to`."),
  inverse: z
    .union([graphqlName(), z.literal(false)], "must be the name of a field, or false")
    .optional()
    .describe("The field of `to` that leads back; false for none."),
});

/**
 * A link with both ends in configured databases. Undefined where `complain` was called, or where the shape is wrong,
 * which is reported elsewhere.
 */
export function resolveLink(
  raw: unknown,
  index: number,
  databases: readonly string[],
  complain: (path: Path, message: string) => void,
): LinkSettings | undefined {
  const path: Path = ["links", index];
  // Each end by itself: a mistake elsewhere in the link must not hide an unknown database.
  const [from, to] = ["from", "to"].map((side) => {
    const end = linkEnd.safeParse(record(raw)[side]).data;
    if (!end || databases.includes(end.database)) return end;
    const known = hint(end.database, databases);
    complain([...path, side], `names no configured database: ${quoteKey(end.database)}; ${known}`);
    return undefined;
  });
  if (!from || !to) return undefined;
  if (from.columns.length !== to.columns.length) {
    complain(path, `must have as many columns in "from" (${from.columns.length}) as in "to" (${to.columns.length})`);
    return undefined;
  }
  const link = linkSchema.safeParse(raw).data;
  if (!link) return undefined;
  const { field, inverse } = link;
  return {
    from,
    to,
    ...(field === undefined ? {} : { field }),
    ...(inverse === undefined ? {} : { inverse }),
    path: formatPath(path),
  };
}
