import type { Introspection, PgAttribute, PgType } from "pg-introspection";
import type { CatalogType } from "./catalog.ts";

/** Turns type oids into types; each oid is resolved once. */
export type TypeReader = (attribute: PgAttribute) => CatalogType;

export function createTypeReader(introspection: Introspection): TypeReader {
  const namespaces = new Map(introspection.namespaces.map((namespace) => [namespace._id, namespace.nspname]));
  const types = new Map(introspection.types.map((type) => [type._id, type]));
  const known = new Map<string, CatalogType>();

  const resolve = (oid: string, dimensions: number): CatalogType => {
    const type = types.get(oid);
    // Types of schemas that the introspection leaves out (temporary ones, information_schema) can still be printed.
    if (!type) return { kind: "other", schema: "pg_catalog", name: "text" };
    if (type.typcategory === "A" && type.typelem && type.typelem !== "0") {
      return { kind: "array", element: read(type.typelem, 1), dimensions };
    }
    return named(type, namespaces.get(type.typnamespace) ?? "pg_catalog");
  };

  const named = (type: PgType, schema: string): CatalogType => {
    const name = type.typname;
    switch (type.typtype) {
      case "b":
        return { kind: "base", schema, name };
      case "e":
        return {
          kind: "enum",
          schema,
          name,
          labels: introspection.enums
            .filter((label) => label.enumtypid === type._id)
            .sort((a, b) => a.enumsortorder - b.enumsortorder)
            .map((label) => label.enumlabel),
          comment: type.getDescription(),
        };
      case "d":
        return {
          kind: "domain",
          schema,
          name,
          base: read(type.typbasetype ?? "0", type.typndims || 1),
        };
      default:
        return { kind: "other", schema, name };
    }
  };

  const read = (oid: string, dimensions: number): CatalogType => {
    const key = `${oid}/${dimensions}`;
    const found = known.get(key) ?? resolve(oid, dimensions);
    known.set(key, found);
    return found;
  };

  return (attribute) => read(attribute.atttypid, attribute.attndims || 1);
}
