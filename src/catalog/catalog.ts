/** What Postgres says a database has, as far as the connection's role may use it. Lists are sorted: by schema, then name. */
export interface Catalog {
  readonly tables: readonly CatalogTable[];
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
}

export interface CatalogColumn {
  readonly name: string;
  readonly type: CatalogType;
  readonly notNull: boolean;
  readonly comment: string | undefined;
}

/** Columns whose values name one row: a primary key, or a unique index without a condition or an expression. */
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
  /** Composites, ranges, pseudo-types and what extensions add: served as the text that Postgres prints. */
  | { readonly kind: "other"; readonly schema: string; readonly name: string };
