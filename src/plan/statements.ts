import { sql } from "../sql/index.ts";
import { byKey } from "./by-key.ts";
import { rowsPlace } from "./link-place.ts";
import { planLink } from "./links.ts";
import { planNodes } from "./nodes.ts";
import { connection } from "./pages/connection.ts";
import type { KeyedPlan, RootPlan, Statement } from "./plan.ts";
import { prepare } from "./prepare.ts";
import { printRow } from "./row.ts";
import { manyRows, oneRow } from "./rows.ts";
import { rowsByKey } from "./rows-by-key.ts";
import type { PendingLink, RowsScope } from "./rows-scope.ts";
import type { Selected, SelectionScope } from "./selection.ts";

import { planWrite } from "./write/plan-write.ts";
import type { PlannedWrite } from "./write/planned-write.ts";

export interface StatementScope extends SelectionScope {
  readonly maxLimit: number;
}

/** A root field, or a custom one that leads to rows, and every link below it, each planned as one statement. */
export function planRoot(root: Selected, place: string, scope: StatementScope): Omit<RootPlan, "cost"> {
  const links = new Map<string, KeyedPlan>();
  const pending: PendingLink[] = [];
  const rows: RowsScope = { ...scope, links: pending, printRow };
  const written = rootStatements(root, rowsPlace(place, root.type), rows);
  // Links below links are found while their statement is planned, and join the end of the list.
  for (const link of pending) links.set(link.path, planLink(link, rows));
  return { ...written, links };
}

function rootStatements(root: Selected, path: string, scope: RowsScope): PlannedWrite {
  if (root.meaning.kind === "write") return planWrite(root, root.meaning, path, scope);
  return {
    statement: rootStatement(root, path, scope),
    readBack: undefined,
    current: undefined,
    rows: 0,
    check: undefined,
    forbidden: undefined,
    refused: undefined,
    nested: undefined,
  };
}

function rootStatement(root: Selected, path: string, scope: RowsScope): Statement {
  switch (root.meaning.kind) {
    case "list": {
      const { table } = root.meaning;
      return prepare(table, sql`select (${manyRows(table, root, () => undefined, path, scope)})::${sql.own("text")}`);
    }
    case "lookup": {
      const { lookup } = root.meaning;
      return prepare(
        lookup.table,
        sql`select (${oneRow(lookup.table, root, byKey(lookup.columns, root), path, scope)})::${sql.own("text")}`,
      );
    }
    case "connection": {
      const { table } = root.meaning;
      return prepare(table, sql`select (${connection(table, root, () => undefined, path, scope)})::${sql.own("text")}`);
    }
    case "nodes": {
      const { argument, tables } = root.meaning;
      const table = tables.get(root.type.name);
      if (!table) throw new Error(`${root.type.name} has no rows with an id.`);
      return planNodes(table, argument, root, path, scope);
    }
    case "custom": {
      const { target } = root.meaning;
      if (!target) throw new Error(`${root.field.name} leads to no rows.`);
      return rowsByKey(root, target, path, scope);
    }
    default:
      throw new Error(`${root.field.name} is no root field of a table.`);
  }
}
