/**
 * What Postgres says a database has, as far as the connection's role may use it; where it was read for several roles, as far
 * as any of them may. Lists are sorted: by schema, then name.
 */
export interface Catalog {
  /** All schemas that are not Postgres' own, whoever may use them. */
  readonly schemas: readonly string[];
  /** Schemas that the role may not use: nothing in them can be named in a statement. */
  readonly locked: readonly string[];
  /** Names of all functions and types that are not Postgres' own. */
  readonly taken: ReadonlySet<string>;
  /** The roles that it was read for; none where it was read for the connection's own. */
  readonly roles: readonly string[];
  readonly tables: readonly CatalogTable[];
  /** What there is, or was asked for, and is not in `tables`. */
  readonly omissions: readonly CatalogOmission[];
}

export interface CatalogOmission {
  /** `public.orders`, `public.orders.total`, `public.orders (key orders_total_key)`, or a schema. */
  readonly place: string;
  /** The rest of a sentence that begins with the place: `is a partition of public.events`. */
  readonly reason: string;
}

export type TableKind = "table" | "view" | "materialized view" | "foreign table";

export interface CatalogTable {
  readonly schema: string;
  readonly name: string;
  readonly kind: TableKind;
  readonly comment: string | undefined;
  /** In the table's own order; only those that the role may select. */
  readonly columns: readonly CatalogColumn[];
  /** Primary key first, then by constraint or index name. */
  readonly keys: readonly CatalogKey[];
  /** By constraint name. */
  readonly foreignKeys: readonly CatalogForeignKey[];
  readonly constraints: readonly CatalogConstraint[];
  /** Whether the role may delete rows. */
  readonly deletable: boolean;
  /** What each of the roles may do that the catalog was read for, by name; nothing of one that may not read any column. */
  readonly rights: ReadonlyMap<string, RoleRights>;
  /** The events at which triggers of the table's own run for its rows, or something else stands for them. */
  readonly triggers: ReadonlySet<RowEvent>;
}

/** What a role may do with a table, by the names of columns. */
export interface RoleRights {
  /** What statements may read, `xmin` included. */
  readonly select: ReadonlySet<string>;
  readonly insert: ReadonlySet<string>;
  readonly update: ReadonlySet<string>;
  readonly delete: boolean;
  /** Whether it sees every row: there is no row security, or none that holds for it. */
  readonly isOpen: boolean;
}

/** Something that rows may break. */
export interface CatalogConstraint {
  readonly name: string;
  /** None where it is about an expression. */
  readonly columns: readonly string[];
}

export type RowEvent = "insert" | "update" | "delete";

export interface CatalogColumn {
  readonly name: string;
  readonly type: CatalogType;
  readonly notNull: boolean;
  readonly write: ColumnWrite;
  /** By which its texts are compared; undefined where its type knows none. */
  readonly collation: CatalogCollation | undefined;
  readonly comment: string | undefined;
}

/** What a client may say about a column: nothing of one that Postgres alone gives its value. */
export interface ColumnWrite {
  readonly insert: boolean;
  readonly update: boolean;
  /** Whether a row can be inserted without it: it has a default, or may be null. */
  readonly optional: boolean;
}

export interface CatalogCollation {
  readonly schema: string;
  readonly name: string;
  /** Whether texts are equal only where they are the same byte by byte (manual, section 23.2.2.4). */
  readonly deterministic: boolean;
}

/** Columns whose values name at most one row, at every moment. What does not count is in `src/catalog/keys.ts`. */
export interface CatalogKey {
  readonly name: string;
  readonly primary: boolean;
  readonly columns: readonly string[];
}

export interface CatalogForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly target: { readonly schema: string; readonly table: string; readonly columns: readonly string[] };
  readonly comment: string | undefined;
}

export interface CatalogAttribute {
  readonly name: string;
  readonly type: CatalogType;
  readonly comment: string | undefined;
}

/** A type, by what it is made of. `schema` and `name` are those to cast with. */
export type CatalogType =
  | { readonly kind: "base"; readonly schema: string; readonly name: string }
  | {
      readonly kind: "enum";
      readonly schema: string;
      readonly name: string;
      readonly labels: readonly string[];
      readonly comment: string | undefined;
    }
  /** `dimensions` is what the column was declared with; Postgres itself does not enforce it. */
  | { readonly kind: "array"; readonly element: CatalogType; readonly dimensions: number }
  | { readonly kind: "domain"; readonly schema: string; readonly name: string; readonly base: CatalogType }
  | {
      readonly kind: "composite";
      readonly schema: string;
      readonly name: string;
      /** True for the row type of a table or view. */
      readonly ofTable: boolean;
      readonly comment: string | undefined;
      readonly attributes: readonly CatalogAttribute[];
    }
  | { readonly kind: "range"; readonly schema: string; readonly name: string; readonly subtype: CatalogType }
  | { readonly kind: "multirange"; readonly schema: string; readonly name: string; readonly range: CatalogType }
  /** Pseudo-types and what cannot be looked into: served as the text that Postgres prints. */
  | { readonly kind: "other"; readonly schema: string; readonly name: string };
