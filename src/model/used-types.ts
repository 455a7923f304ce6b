import type { CatalogColumn, CatalogType } from "../catalog/index.ts";

/** A type that has a name of its own in the schema. */
type NamedType = CatalogType & { kind: "enum" | "composite" };

/** The named types that columns are made of, each once, by schema, then name. */
export function usedTypes(tables: readonly { readonly columns: readonly CatalogColumn[] }[]): readonly NamedType[] {
  const found = new Map<string, NamedType>();
  for (const { columns } of tables) {
    for (const type of columns.flatMap((column) => namedIn(column.type)))
      found.set(`${type.schema}.${type.name}`, type);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, type]) => type);
}

/** The named types that a type is made of, from the outside in. */
export function namedIn(type: CatalogType): readonly NamedType[] {
  switch (type.kind) {
    case "enum":
      return [type];
    case "composite":
      return [type, ...type.attributes.flatMap((attribute) => namedIn(attribute.type))];
    case "array":
      return namedIn(type.element);
    case "domain":
      return namedIn(type.base);
    case "range":
      return namedIn(type.subtype);
    case "multirange":
      return namedIn(type.range);
    default:
      return [];
  }
}
