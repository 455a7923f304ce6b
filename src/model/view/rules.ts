import { sql } from "../../sql/index.ts";
import type { Column, RowCondition, Table, TableRules } from "../model.ts";
import type { SelectGrant, TableGrant } from "./grant.ts";

/** What a grant means for the statements of a role. */
export function rulesOf(table: Table, grant: TableGrant): TableRules {
  const { select, insert, update } = grant;
  const seen = anyOf(select);
  const masked = new Map(
    table.columns.flatMap((column): [string, RowCondition][] => {
      const showing = select.filter(({ columns }) => columns.includes(column));
      const condition = showing.length > 0 && showing.length < select.length ? anyOf(showing) : undefined;
      return condition ? [[column.name, condition]] : [];
    }),
  );
  return {
    seen,
    masked,
    plain: masked.size > 0 ? neededNames(table).filter((name) => !masked.has(name)) : [],
    limit: limitOf(select),
    aggregates: select.some(({ aggregates }) => aggregates),
    version: table.version,
    insert: insert && { presets: insert.presets, check: insert.check },
    update: update && { presets: update.presets, check: update.check, filter: update.filter },
    delete: grant.delete,
  };
}

/** The largest, because a role may what any of its rules lets it; undefined where one of them has none. */
function limitOf(grants: readonly SelectGrant[]): number | undefined {
  const limits = grants.flatMap(({ limit }) => limit ?? []);
  return limits.length < grants.length ? undefined : Math.max(...limits);
}

/** Undefined where one of them has no condition. */
function anyOf(grants: readonly SelectGrant[]): RowCondition | undefined {
  const filters = grants.flatMap(({ filter }) => filter ?? []);
  if (filters.length < grants.length) return undefined;
  const [only] = filters;
  if (only && filters.length === 1) return only;
  return {
    reaches: filters.some(({ reaches }) => reaches),
    on: (row) =>
      sql`(${sql.join(
        filters.map((filter) => filter.on(row)),
        sql` or `,
      )})`,
  };
}

/** Every column that a statement may name: also those that only relations and links go over. */
function neededNames(table: Table): readonly string[] {
  const columns: readonly Column[] = [
    ...table.columns,
    ...(table.key ?? []),
    ...(table.version ? [table.version] : []),
    ...table.edges.flatMap(({ pairs }) => pairs.map(({ source }) => source)),
    ...table.edges.flatMap(({ target }) =>
      target.edges.filter((edge) => edge.target === table).flatMap(({ pairs }) => pairs.map((pair) => pair.target)),
    ),
  ];
  return [...new Set(columns.map(({ name }) => name))];
}
