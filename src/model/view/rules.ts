import type { Column, RowCondition, Table, TableRules } from "../model.ts";
import { anyOf } from "./any-of.ts";
import type { SelectGrant, TableGrant } from "./grant.ts";

/** What a grant means for the statements of a role. */
export function rulesOf(table: Table, grant: TableGrant): TableRules {
  const { select, insert, update } = grant;
  const seen = shownBy(select);
  const masked = new Map(
    table.columns.flatMap((column): [string, RowCondition][] => {
      const showing = select.filter(({ columns }) => columns.includes(column));
      const condition = showing.length > 0 && showing.length < select.length ? shownBy(showing) : undefined;
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

const shownBy = (grants: readonly SelectGrant[]): RowCondition | undefined => anyOf(grants.map(({ filter }) => filter));

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
