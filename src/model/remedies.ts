import type { CatalogForeignKey, CatalogTable } from "../catalog/index.ts";

/** The lines that give something another name, for messages about clashes: they can be copied as they are. */

const placeholder = '"…"';

/** @param path where configuration about the table stands: `databases.shop.tables.orders`. */
export function tableRemedies(path: string, { kind, schema, name }: CatalogTable): readonly string[] {
  return [`${path}.name: ${placeholder}`, `comment on ${kind} ${sqlName(schema, name)} is '@name …'`];
}

export function columnRemedies(path: string, { schema, name }: CatalogTable, column: string): readonly string[] {
  return [`${path}.name: ${placeholder}`, `comment on column ${sqlName(schema, name, column)} is '@name …'`];
}

export function typeRemedies(path: string, type: { schema: string; name: string }): readonly string[] {
  return [`${path}.name: ${placeholder}`, `comment on type ${sqlName(type.schema, type.name)} is '@name …'`];
}

/** Attributes of a composite type have no place in the configuration. */
export function attributeRemedies(type: { schema: string; name: string }, attribute: string): readonly string[] {
  return [`comment on column ${sqlName(type.schema, type.name, attribute)} is '@name …'`];
}

export function relationRemedies(
  path: string,
  { schema, name }: CatalogTable,
  foreignKey: CatalogForeignKey,
  way: "field" | "inverse",
): readonly string[] {
  const target = `${quoted(foreignKey.name)} on ${sqlName(schema, name)}`;
  return [`${path}.${way}: ${placeholder}`, `comment on constraint ${target} is '@${way} …'`];
}

const plain = /^[a-z_][a-z0-9_]*$/;

/** After a dot even a reserved word stands as it is (manual, appendix C), so only the first part may need quotes. */
function sqlName(schema: string, ...rest: readonly string[]): string {
  return [
    schema === "public" ? schema : quoted(schema),
    ...rest.map((part) => (plain.test(part) ? part : quoted(part))),
  ].join(".");
}

/** As Postgres names foreign keys by itself is never a reserved word. */
function quoted(name: string): string {
  return plain.test(name) && name.endsWith("_fkey") ? name : `"${name.replaceAll('"', '""')}"`;
}
