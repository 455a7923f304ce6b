import type { Introspection, PgAttribute, PgClass, PgConstraint, PgIndex } from "pg-introspection";

/** An introspection by what is asked of it. Each list is walked once: there may be many thousands of tables. */
export interface Lookups {
  /** For whom it was looked, in words. */
  readonly readers: string;
  classOf(oid: string): PgClass | undefined;
  /** `public.orders`. */
  placeOf(table: PgClass): string;
  schemaOf(table: PgClass): string;
  /** In the table's own order, without those that were dropped. */
  attributesOf(table: PgClass): readonly PgAttribute[];
  /** The column's name; empty where there is none of this number. */
  columnName(table: PgClass, number: number): string;
  indexesOf(table: PgClass): readonly PgIndex[];
  constraintsOf(table: PgClass): readonly PgConstraint[];
  /** The table that it is a partition or a child of. */
  parentOf(table: PgClass): PgClass | undefined;
  /** Tables that inherit from it, however far down; none for one with partitions, which is its partitions. */
  descendantsOf(table: PgClass): readonly PgClass[];
  /** Whether its rows, or those of a partition or child, are another server's: of these Postgres checks no constraint. */
  hasForeignRows(table: PgClass): boolean;
  /** The extension that it belongs to. */
  extensionOf(table: PgClass): string | undefined;
  comment(catalog: "pg_class" | "pg_constraint", oid: string, column?: number): string | undefined;
}

export function createLookups(introspection: Introspection, roles: readonly string[] = []): Lookups {
  const { namespaces, classes, attributes, indexes, constraints, inherits, extensions, depends, descriptions } =
    introspection;
  const catalogs = new Map(Object.entries(introspection.catalog_by_oid));
  const schemas = new Map(namespaces.map((namespace) => [namespace._id, namespace.nspname]));
  const byOid = new Map(classes.map((table) => [table._id, table]));
  const attributesByTable = Map.groupBy(attributes, (attribute) => attribute.attrelid);
  const indexesByTable = Map.groupBy(indexes, (index) => index.indrelid);
  const constraintsByTable = Map.groupBy(constraints, (constraint) => constraint.conrelid);
  const parents = new Map(inherits.map((inherit) => [inherit.inhrelid, inherit.inhparent]));
  const children = Map.groupBy(inherits, (inherit) => inherit.inhparent);
  const extensionNames = new Map(extensions.map((extension) => [extension._id, extension.extname]));
  // Oids are unique in one catalog only: a function of an extension may have the number of a table.
  const owners = new Map(
    depends
      .filter((depend) => depend.deptype === "e" && catalogs.get(depend.classid) === "pg_class")
      .map((depend) => [depend.objid, extensionNames.get(depend.refobjid)]),
  );
  const comments = new Map(
    descriptions.map((each) => [`${catalogs.get(each.classoid)} ${each.objoid} ${each.objsubid}`, each.description]),
  );

  const schemaOf = (table: PgClass) => schemas.get(table.relnamespace) ?? "";
  const attributesOf = (table: PgClass) =>
    (attributesByTable.get(table._id) ?? [])
      .filter((attribute) => attribute.attnum > 0 && !attribute.attisdropped)
      .sort((a, b) => a.attnum - b.attnum);
  const childrenOf = (table: PgClass) =>
    (children.get(table._id) ?? []).flatMap(({ inhrelid }) => byOid.get(inhrelid) ?? []);
  const descendantsOf = (table: PgClass): readonly PgClass[] =>
    table.relkind === "p" ? [] : childrenOf(table).flatMap((child) => [child, ...descendantsOf(child)]);
  const hasForeignRows = (table: PgClass): boolean => table.relkind === "f" || childrenOf(table).some(hasForeignRows);

  return {
    readers: roles.length > 0 ? `any of the roles ${roles.join(", ")}` : `the role ${introspection.current_user}`,
    classOf: (oid) => byOid.get(oid),
    schemaOf,
    placeOf: (table) => `${schemaOf(table)}.${table.relname}`,
    attributesOf,
    columnName: (table, number) =>
      attributesByTable.get(table._id)?.find((attribute) => attribute.attnum === number)?.attname ?? "",
    indexesOf: (table) => indexesByTable.get(table._id) ?? [],
    constraintsOf: (table) => constraintsByTable.get(table._id) ?? [],
    parentOf: (table) => byOid.get(parents.get(table._id) ?? ""),
    descendantsOf,
    hasForeignRows,
    extensionOf: (table) => owners.get(table._id) ?? undefined,
    comment: (catalog, oid, column = 0) => comments.get(`${catalog} ${oid} ${column}`),
  };
}
