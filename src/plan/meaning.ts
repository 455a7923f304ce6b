import type { Attribute, Column, Comparator, Edge, Lookup, NestedEdge, Operator, Table } from "../model/index.ts";
import type { IdArgument, NodeTables } from "./global-id.ts";

/** What a generated field stands for. It rides in the field's `extensions`, so that no name is ever parsed back. */
export type FieldMeaning =
  | { readonly kind: "list"; readonly table: Table }
  | { readonly kind: "lookup"; readonly lookup: Lookup }
  | NodesMeaning
  /** A row's id among all types. */
  | { readonly kind: "id"; readonly table: Table }
  | { readonly kind: "column"; readonly database: string; readonly column: Column }
  /** The version of a row, by this column. */
  | { readonly kind: "etag"; readonly column: Column }
  /** Of a composite or a range; the value it is asked of knows how it is read. */
  | { readonly kind: "attribute"; readonly database: string | undefined }
  | { readonly kind: "edge"; readonly edge: Edge }
  /** A page of a table's rows; with an edge, of those that it leads to. */
  | { readonly kind: "connection"; readonly table: Table; readonly edge: Edge | undefined }
  | { readonly kind: "part"; readonly part: ConnectionPart }
  | WriteMeaning
  /** A root field that acts on the gateway itself, and on no rows that it knows of. */
  | { readonly kind: "verb" }
  /** What shows the gateway itself. */
  | { readonly kind: "gateway" }
  /** Of rows that were written together. */
  | { readonly kind: "batch"; readonly part: "count" | "nodes" }
  | CustomMeaning;

/** A field that the user of the gateway wrote. */
export interface CustomMeaning {
  readonly kind: "custom";
  /** The columns of its row that its resolver is given. */
  readonly needs: readonly Column[];
  /** The databases that it writes. */
  readonly writes: readonly string[];
  /** Those that its resolver may ask. */
  readonly reads: readonly string[];
  /** The roles that have it; undefined for all. */
  readonly roles: readonly string[] | undefined;
  /** The table whose rows it leads to, by the keys that its resolver gives. */
  readonly target: Table | undefined;
}

/** A root field that writes rows of a table: one, or with `many` several. */
export interface WriteMeaning {
  readonly kind: "write";
  readonly verb: "create" | "update" | "delete" | "upsert";
  readonly many: boolean;
  readonly table: Table;
}

/** Rows of any of some tables, found by the ids that an argument has. */
export interface NodesMeaning {
  readonly kind: "nodes";
  readonly argument: IdArgument;
  readonly tables: NodeTables;
}

export type ConnectionPart =
  | "edges"
  | "nodes"
  | "pageInfo"
  | "totalCount"
  | "cursor"
  | "node"
  | "hasNextPage"
  | "hasPreviousPage"
  | "startCursor"
  | "endCursor";

/** What a generated argument or input field stands for. */
export type InputMeaning =
  | { readonly kind: "and" | "or" | "not" }
  | { readonly kind: "column"; readonly column: Column }
  | { readonly kind: "operator"; readonly operator: Operator }
  /** Rows of another table: the one that a row refers to, or a filter of those that refer to it. */
  | { readonly kind: "relation"; readonly edge: Edge }
  | { readonly kind: "related"; readonly test: "some" | "none" | "every" | "count" }
  /** Columns of one row with each other. */
  | { readonly kind: "compare"; readonly table: Table }
  | { readonly kind: "compared"; readonly comparator: Comparator | undefined }
  /** The path of a JSON document, among the operators on what is there. */
  | { readonly kind: "path" }
  /** A related row, or several, to be made or connected together with a row. */
  | { readonly kind: "nested"; readonly nested: NestedEdge }
  /** A key of a row that is to be connected. */
  | { readonly kind: "key"; readonly columns: readonly Column[] }
  /** Of a composite value. */
  | { readonly kind: "attribute"; readonly attribute: Attribute }
  /** Of an order. */
  | { readonly kind: "toOne" | "toMany"; readonly edge: Edge }
  | { readonly kind: "count" }
  | { readonly kind: "aggregate"; readonly aggregate: Aggregate };

export type Aggregate = "min" | "max" | "sum" | "avg";

declare module "graphql" {
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs> {
    sluice?: FieldMeaning;
  }
  interface GraphQLArgumentExtensions {
    sluice?: InputMeaning;
  }
  interface GraphQLInputFieldExtensions {
    sluice?: InputMeaning;
  }
  interface GraphQLEnumTypeExtensions {
    /** True where the chosen value changes a statement's text, as a direction of order does. */
    structural?: boolean;
  }
}
