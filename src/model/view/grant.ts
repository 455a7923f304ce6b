import type { Column, DeleteRule, RowCondition, WriteRule } from "../model.ts";

/** What a role may do with the rows of a table, in terms of the whole model. What is undefined it may not do. */
export interface TableGrant {
  /**
   * The columns that statements may name at all, `xmin` among them, where the database itself holds the role to its grants;
   * undefined where statements may name what the role does not see.
   */
  readonly readable?: ReadonlySet<string>;
  /** A row is seen where one of these lets it, and each of its columns where one of them does that has the column. */
  readonly select: readonly SelectGrant[];
  readonly insert: InsertGrant | undefined;
  readonly update: (InsertGrant & DeleteRule) | undefined;
  readonly delete: DeleteRule | undefined;
}

export interface SelectGrant {
  readonly columns: readonly Column[];
  /** Undefined for every row. */
  readonly filter: RowCondition | undefined;
  readonly limit: number | undefined;
  readonly aggregates: boolean;
}

export interface InsertGrant extends WriteRule {
  /** Those that a client may give. */
  readonly columns: readonly Column[];
}
