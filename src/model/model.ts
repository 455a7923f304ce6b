import type { CatalogCollation, ColumnWrite, RowEvent } from "../catalog/index.ts";
import type { Alias, Bind, Fragment } from "../sql/index.ts";
import type { ValueType } from "./value-type.ts";

/** What the gateway exposes, under which names. Built once from the catalogs and the configuration, then only read. */
export interface Model {
  /** Whether rows with a key have an `id` among all types. */
  readonly relay: boolean;
  readonly databases: readonly ModelDatabase[];
  /** What was left out because its name was taken, in sentences for the operator. */
  readonly notices: readonly string[];
  /** Everything that is not exposed, and why, by place. */
  readonly omissions: readonly Omission[];
}

export interface Omission {
  /** The database that it is in; undefined for a link. */
  readonly database: string | undefined;
  /** `shop.public.orders.total`, `shop.public.orders (key orders_total_key)`. */
  readonly place: string;
  /** The rest of a sentence that begins with the place: `is a partition of public.events`. */
  readonly reason: string;
}

export interface ModelDatabase {
  readonly name: string;
  /** Those that are exposed. A table of the first one needs no schema to be named. */
  readonly schemas: readonly string[];
  /** Whether clients see what its triggers raise. */
  readonly raisedMessages: boolean;
  readonly tables: readonly Table[];
}

export interface Table {
  /** The database's name in the configuration. */
  readonly database: string;
  readonly schema: string;
  readonly name: string;
  /** Names that functions and types of its database have beside Postgres' own. */
  readonly taken: ReadonlySet<string>;
  readonly typeName: string;
  readonly whereName: string;
  readonly orderByName: string;
  readonly listFilterName: string;
  readonly description: string | undefined;
  /** Why its root fields are not to be used any more. */
  readonly deprecated: string | undefined;
  readonly columns: readonly Column[];
  /** The primary key, or the one that the configuration declares; undefined for views and tables without one. */
  readonly key: readonly Column[] | undefined;
  /** What is different in each version of a row; undefined where its rows have no `etag`. */
  readonly version: Column | undefined;
  /** What its rows' `id` is made of; undefined where they have none. */
  readonly idColumns: readonly Column[] | undefined;
  /** The root field that lists rows; undefined where its name was taken. */
  readonly listField: string | undefined;
  /** Root fields that find one row by a key. */
  readonly lookups: readonly Lookup[];
  /** Relations inside the database, then links to other databases. */
  readonly edges: readonly Edge[];
  /** How its rows are paged; undefined without a key whose values have an order, or where a name was taken. */
  readonly connection: Connection | undefined;
  /** Fields that page through a relation. */
  readonly connections: readonly RelationConnection[];
  /** The columns that have an order, as an enum; undefined where there is none, or its name was taken. */
  readonly columnEnum: ColumnEnum | undefined;
  /** The names of the types by which rows are ordered by aggregates of these; undefined where they were taken. */
  readonly aggregateOrder: AggregateOrder | undefined;
  readonly writes: Writes;
  /** What inputs of it may say of the rows that its relations lead to. */
  readonly nested: readonly NestedEdge[];
  /** Whether Postgres decides by itself which rows somebody sees and changes. */
  readonly rowSecurity: boolean;
  /** What a role has to do with its rows; undefined where it may do everything. */
  readonly rules: TableRules | undefined;
  /** What its rows may break, as far as all columns of it are exposed. */
  readonly constraints: readonly Constraint[];
}

export interface Constraint {
  readonly name: string;
  readonly columns: readonly Column[];
}

/** How rows of a table are written. What is undefined may not be done, or one of its names was taken. */
export interface Writes {
  readonly create: CreateFields | undefined;
  readonly update: UpdateFields | undefined;
  readonly delete: DeleteFields | undefined;
  readonly upsert: UpsertField | undefined;
  /** By what rows are related to others that are written. */
  readonly references: References | undefined;
  /** What several rows that were updated or deleted are answered as. */
  readonly batchName: string;
  /** The columns that a client may give when a row is made. */
  readonly insertable: readonly Column[];
  /** The columns that a client may change. */
  readonly updatable: readonly Column[];
  /** The events after which a row may not be as it was written. */
  readonly triggers: ReadonlySet<RowEvent>;
}

/** The input types that stand for related rows of a table. */
export interface References {
  readonly keyName: string;
  /** One of several rows with what is to change of it. */
  readonly updateName: string;
  /** A field for each key: a column's, or one of several columns with an input type of its own. */
  readonly keys: readonly {
    readonly field: string;
    readonly typeName: string | undefined;
    readonly columns: readonly Column[];
  }[];
}

/** A relation over which rows can be written together with a row of its source. */
export interface NestedEdge {
  readonly edge: Edge;
  /** The columns that refer, of whichever side. */
  readonly columns: readonly Column[];
  /** Those of them that become null where rows are to be related no more. */
  readonly cleared: readonly Column[];
  /** What a row that is made may say; undefined where it may say nothing, or the name was taken. */
  readonly create: NestedActions | undefined;
  /** And what one that is changed. */
  readonly patch: NestedActions | undefined;
}

export interface NestedActions {
  readonly typeName: string;
  /** At least one. */
  readonly actions: readonly NestedAction[];
}

/** What can be done with related rows. To create and to connect is possible also where a row is made. */
export type NestedAction = "create" | "connect" | "update" | "delete" | "disconnect";

/** Whether a row is one of those that a rule means. */
export interface RowCondition {
  on(row: Alias): Fragment;
  /** Whether other rows decide: of related tables, or of the same one. */
  readonly reaches: boolean;
}

/** A value that the gateway gives a column, whatever the client says. */
export interface Preset {
  readonly column: Column;
  readonly bind: Bind;
}

/** What rows of a table a role has to do with; carried by the tables of its view of the model. */
export interface TableRules {
  /** Undefined where every row is seen. */
  readonly seen: RowCondition | undefined;
  /** Columns that are null in the rows in which they are not seen. */
  readonly masked: ReadonlyMap<string, RowCondition>;
  /** All others that statements may need, by name: also of relations. */
  readonly plain: readonly string[];
  /** The most rows that a list may return; undefined where the gateway's own limit holds. */
  readonly limit: number | undefined;
  /** Whether rows may be counted, and others ordered by what many of them come to. */
  readonly aggregates: boolean;
  /** What tells the versions of its rows apart, seen or not: others go by it. */
  readonly version: Column | undefined;
  readonly insert: WriteRule | undefined;
  readonly update: (WriteRule & DeleteRule) | undefined;
  readonly delete: DeleteRule | undefined;
}

export interface WriteRule {
  readonly presets: readonly Preset[];
  /** What has to hold of a row afterwards. */
  readonly check: RowCondition | undefined;
}

export interface DeleteRule {
  /** Which rows may be hit; undefined for all. */
  readonly filter: RowCondition | undefined;
}

/** Root fields for one row, by its key, and for several. */
export interface WriteFields {
  /** Undefined without a key. */
  readonly one: string | undefined;
  readonly many: string;
}

export interface CreateFields {
  readonly one: string;
  readonly many: string;
  readonly inputName: string;
}

export interface UpdateFields extends WriteFields {
  readonly patchName: string;
  readonly incrementName: string;
  readonly listsName: string;
  readonly removeName: string;
  readonly mergeName: string;
}

export type DeleteFields = WriteFields;

export interface UpsertField {
  readonly field: string;
  /** The enum of the keys, and theirs. */
  readonly conflictName: string;
  readonly keys: readonly { readonly name: string; readonly columns: readonly Column[] }[];
  /** The enum of the columns that may be changed, and theirs. */
  readonly columnsName: string;
  readonly columns: readonly { readonly name: string; readonly column: Column }[];
}

export interface Connection {
  /** The root field. */
  readonly field: string;
  readonly typeName: string;
  readonly edgeName: string;
}

export interface RelationConnection {
  readonly field: string;
  /** One to many, to a table that has a connection. */
  readonly edge: Edge;
}

export interface ColumnEnum {
  readonly name: string;
  /** The input type that compares one of them with others. */
  readonly comparisonName: string;
  readonly values: readonly { readonly name: string; readonly column: Column }[];
}

export interface AggregateOrder {
  readonly all: string;
  readonly minMax: string;
  readonly sumAvg: string;
}

export interface Column {
  readonly name: string;
  readonly field: string;
  readonly type: ValueType;
  readonly notNull: boolean;
  readonly write: ColumnWrite;
  /** By which its texts are compared; undefined where its type knows none. */
  readonly collation: CatalogCollation | undefined;
  readonly description: string | undefined;
  /** Why its field is not to be used any more. */
  readonly deprecated: string | undefined;
}

/** A root field that finds at most one row. */
export interface Lookup {
  readonly field: string;
  readonly table: Table;
  readonly columns: readonly Column[];
}

/** A field from the rows of one table to the rows of another, inside one database or across two. */
export interface Edge {
  readonly kind: "relation" | "link";
  readonly field: string;
  readonly source: Table;
  readonly target: Table;
  /** What must be equal, pair by pair. */
  readonly pairs: readonly EdgePair[];
  /** Whether one source row can have several target rows. */
  readonly many: boolean;
  /** Whether it is the source that refers to the target, and not the other way round. */
  readonly refers: boolean;
  readonly description: string;
}

export interface EdgePair {
  readonly source: Column;
  readonly target: Column;
  /** The SQL type that holds the values of both: the wider one of two integers. */
  readonly sqlType: Fragment;
  /** By what the two are compared, where their columns have different collations and so Postgres cannot tell. */
  readonly collation: Fragment | undefined;
}
