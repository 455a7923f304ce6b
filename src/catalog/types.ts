import type { Introspection, PgAttribute, PgRange, PgType } from "pg-introspection";
import type { CatalogType } from "./catalog.ts";

/** The domains of information_schema, which the introspection leaves out, and the arrays of them. */
export const standardTypesQuery = `
select t.oid::text as oid, t.typname::text as name, t.typelem::text as element, t.typbasetype::text as base
from pg_catalog.pg_type t
join pg_catalog.pg_namespace n on n.oid = t.typnamespace
where n.nspname = 'information_schema' and (t.typtype = 'd' or t.typcategory = 'A')`;

/** Turns type oids into types; each oid is resolved once. */
export type TypeReader = (attribute: PgAttribute) => CatalogType;

/** @param standardTypes what `standardTypesQuery` found. */
export function createTypeReader(
  introspection: Introspection,
  standardTypes: readonly Record<string, unknown>[],
): TypeReader {
  const namespaces = new Map(introspection.namespaces.map((namespace) => [namespace._id, namespace.nspname]));
  const types = new Map(introspection.types.map((type) => [type._id, type]));
  const standard = new Map(standardTypes.map((type) => [String(type.oid), type]));
  const ranges = new Map(introspection.ranges.map((range) => [range.rngtypid, range]));
  const multiranges = new Map(introspection.ranges.map((range) => [range.rngmultitypid, range]));
  const known = new Map<string, CatalogType>();

  const resolve = (oid: string, dimensions: number): CatalogType => {
    const type = types.get(oid);
    if (!type) return standardType(oid, dimensions);
    const element = types.get(type.typelem ?? "");
    // Vectors have elements, too; the array type is the one that the element has for its own.
    if (element && element.typarray === oid) return { kind: "array", element: read(element._id, 1), dimensions };
    return named(type, { schema: namespaces.get(type.typnamespace) ?? "pg_catalog", name: type.typname });
  };

  const standardType = (oid: string, dimensions: number): CatalogType => {
    const type = standard.get(oid);
    // A type of a schema that nobody reads (temporary ones) can still be printed.
    if (!type) return { kind: "other", schema: "pg_catalog", name: "text" };
    const element = String(type.element);
    if (element !== "0") return { kind: "array", element: read(element, 1), dimensions };
    const name = { schema: "information_schema", name: String(type.name) };
    return { kind: "domain", ...name, base: read(String(type.base), 1) };
  };

  const named = (type: PgType, name: { schema: string; name: string }): CatalogType => {
    switch (type.typtype) {
      case "b":
        return { kind: "base", ...name };
      case "e":
        return { kind: "enum", ...name, labels: labelsOf(introspection, type), comment: type.getDescription() };
      case "d":
        return { kind: "domain", ...name, base: read(type.typbasetype ?? "0", type.typndims || 1) };
      case "c":
        return composite(type, name);
      case "r":
        return rangeOf(ranges.get(type._id), (range) => ({
          kind: "range",
          ...name,
          subtype: read(range.rngsubtype ?? "0", 1),
        }));
      case "m":
        return rangeOf(multiranges.get(type._id), (range) => ({
          kind: "multirange",
          ...name,
          range: read(range.rngtypid ?? "0", 1),
        }));
      default:
        return { kind: "other", ...name };
    }
  };

  const composite = (type: PgType, name: { schema: string; name: string }): CatalogType => {
    const relation = introspection.getClass({ id: type.typrelid ?? "0" });
    const attributes = relation?.getAttributes().filter((attribute) => attribute.attnum > 0 && !attribute.attisdropped);
    // The row types of Postgres' own catalogs are not looked into.
    if (!relation || !attributes) return { kind: "other", ...name };
    return {
      kind: "composite",
      ...name,
      ofTable: relation.relkind !== "c",
      comment: type.getDescription(),
      attributes: attributes.map((attribute) => ({
        name: attribute.attname,
        type: readAttribute(attribute),
        comment: attribute.getDescription(),
      })),
    };
  };

  // A composite type cannot hold itself, not even in an array, so this ends.
  const read = (oid: string, dimensions: number): CatalogType => {
    const key = `${oid}/${dimensions}`;
    const found = known.get(key) ?? resolve(oid, dimensions);
    known.set(key, found);
    return found;
  };

  const readAttribute: TypeReader = (attribute) => read(attribute.atttypid, attribute.attndims || 1);
  return readAttribute;
}

function labelsOf(introspection: Introspection, type: PgType): string[] {
  return introspection.enums
    .filter((label) => label.enumtypid === type._id)
    .sort((a, b) => a.enumsortorder - b.enumsortorder)
    .map((label) => label.enumlabel);
}

function rangeOf(range: PgRange | undefined, build: (range: PgRange) => CatalogType): CatalogType {
  return range ? build(range) : { kind: "other", schema: "pg_catalog", name: "text" };
}
