import type { FilterConfig, RoleConfig, SelectConfig, TableRightsConfig } from "../../../src/config/index.ts";

/** Which rows of `notes` a rule shows: as a filter of the configuration, and in SQL of the test. */
export interface RowRule {
  readonly filter: FilterConfig | undefined;
  /** On `notes`. */
  readonly sql: string;
  /** Which of them may be written, where those are fewer. */
  readonly written?: RowRule;
}

const own: RowRule = { filter: { owner: { eq: { $claim: "owner" } } }, sql: "owner = 1" };

export const rowRules: Readonly<Record<string, RowRule>> = {
  all: { filter: undefined, sql: "true" },
  kept: { filter: undefined, sql: "true", written: own },
  own,
  listed: { filter: { owner: { in: { $claim: "owners" } } }, sql: "owner in (1, 3)" },
  team: {
    filter: { author: { team: { eq: { $claim: "team" } } } },
    sql: "author_id in (select id from authors where team = 'red')",
  },
  none: { filter: { or: [] }, sql: "false" },
  denied: { filter: { or: [{ owner: { eq: { $claim: "absent" } } }, { n: { gte: 0 } }] }, sql: "false" },
};

/** Whether, and when, the column `secret` is seen. */
export interface ColumnRule {
  readonly select: (filter: FilterConfig | undefined) => TableRightsConfig["select"];
  /** Whether the field is there. */
  readonly has: boolean;
  /** The rows that are seen, and those whose secret is, where the rule for rows is `sql`. */
  readonly rows: (sql: string) => string;
  readonly secret: string;
}

const open = ["id", "code", "owner", "authorId", "accountId", "body", "n"];
const with_ = (columns: SelectConfig["columns"], filter: FilterConfig | undefined): SelectConfig =>
  filter ? { columns, filter } : { columns };

export const columnRules: Readonly<Record<string, ColumnRule>> = {
  whole: { select: (filter) => with_("*", filter), has: true, rows: (sql) => sql, secret: "true" },
  hidden: { select: (filter) => with_(open, filter), has: false, rows: (sql) => sql, secret: "false" },
  masked: {
    select: (filter) => [with_(open, filter), with_("*", { n: { gt: 7 } })],
    has: true,
    rows: (sql) => `(${sql}) or n > 7`,
    secret: "n > 7",
  },
};

const all: TableRightsConfig = {
  select: { columns: "*" },
  insert: { columns: "*" },
  update: { columns: "*" },
  delete: {},
};

/** A role that may do everything with the tables around `notes`, and with `notes` what is given. */
export function roleWith(notes: TableRightsConfig | undefined): RoleConfig {
  return {
    databases: {
      desk: { tables: { authors: all, tags: all, ...(notes && { notes }) } },
      archive: { tables: { accounts: all, reports: all } },
    },
  };
}

/** One role of the matrix. */
export interface MatrixRole {
  readonly name: string;
  readonly config: RoleConfig;
  readonly rule: RowRule;
  readonly columns: ColumnRule;
  /** Which rows it may write, beside seeing them, and leave behind, in SQL. */
  readonly writable: string;
}

export const matrixRoles: readonly MatrixRole[] = Object.entries(rowRules).flatMap(([rows, rule]) =>
  Object.entries(columnRules).map(([kind, columns]): MatrixRole => {
    // Some have no rule for what they write but that they see it.
    const written = rule.written ?? (kind === "whole" ? rule : undefined);
    const filter = written?.filter;
    const notes: TableRightsConfig = {
      select: columns.select(rule.filter),
      insert: filter ? { columns: "*", check: filter } : { columns: "*" },
      update: filter ? { columns: "*", check: filter, filter } : { columns: "*" },
      delete: filter ? { filter } : {},
    };
    const writable = written?.sql ?? "true";
    return { name: `${rows}-${kind}`, config: roleWith(notes), rule, columns, writable };
  }),
);

/** The same where ids are global, and a column `id` is the field `rowId`. */
export function withRowIds(roles: Readonly<Record<string, RoleConfig>>): Readonly<Record<string, RoleConfig>> {
  return JSON.parse(JSON.stringify(roles).replaceAll('"id"', '"rowId"'));
}
