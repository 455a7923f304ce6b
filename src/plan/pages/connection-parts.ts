import type { Column } from "../../model/index.ts";
import { type Alias, type Fragment, sql } from "../../sql/index.ts";
import { relationCost } from "../budget.ts";
import { rowKey } from "../keys.ts";
import { rowsPlace } from "../link-place.ts";
import type { ConnectionPart } from "../meaning.ts";
import { neededColumns } from "../needed-columns.ts";
import type { RowsScope } from "../rows-scope.ts";
import { type Selected, selectionOf } from "../selection.ts";
import type { CursorArgument } from "./cursor.ts";
import type { PageSize } from "./page-size.ts";

/** A selected field of a connection, or of what is below it. */
export interface SelectedPart {
  readonly selected: Selected;
  readonly part: ConnectionPart;
  /** Of an edge and of the page's information. */
  readonly parts: readonly SelectedPart[];
  /** What is selected of the rows. */
  readonly row: readonly Selected[];
  /** What the rows have to have. */
  readonly columns: readonly Column[];
}

/** The page's rows as a table of the statement, and what else can be asked of them. */
export interface ConnectionPage {
  readonly name: Alias;
  /** The column that numbers the rows in the order in which they were read. */
  readonly number: string;
  readonly size: PageSize;
  readonly cursor: (alias: Alias) => Fragment;
  readonly count: () => Fragment;
  /** Whether there are rows on the other side of a cursor; undefined where there is no cursor. */
  readonly beyond: (argument: CursorArgument) => Fragment | undefined;
}

export function readParts(selected: Selected, scope: RowsScope): readonly SelectedPart[] {
  return selectionOf(selected, scope).map((each): SelectedPart => {
    if (each.meaning.kind !== "part") throw new Error(`${each.field.name} is no part of a connection.`);
    const { part } = each.meaning;
    const row = part === "nodes" || part === "node" ? selectionOf(each, scope) : [];
    const parts = part === "edges" || part === "pageInfo" ? readParts(each, scope) : [];
    return {
      selected: each,
      part,
      parts,
      row,
      columns: [...neededColumns(row), ...parts.flatMap(({ columns }) => columns)],
    };
  });
}

export function printPart(part: SelectedPart, page: ConnectionPage, path: string, scope: RowsScope): Fragment {
  const at = placeOf(part, path);
  switch (part.part) {
    case "nodes":
      return rows(page, (alias) => scope.printRow(part.row, alias, at, scope));
    case "edges":
      return rows(page, (alias) =>
        fields(part.parts, (each) => {
          if (each.part !== "cursor") return object(scope.printRow(each.row, alias, placeOf(each, at), scope));
          scope.budget.spend(relationCost);
          return page.cursor(alias);
        }),
      );
    case "pageInfo":
      return object(
        fields(part.parts, (each) => {
          scope.budget.spend(relationCost);
          return printInfo(each.part, page);
        }),
      );
    case "totalCount":
      return page.count();
    default:
      throw new Error(`${at} is no part of a connection.`);
  }
}

const placeOf = ({ selected }: SelectedPart, path: string): string =>
  rowsPlace(`${path}.${selected.key}`, selected.type);

function printInfo(part: ConnectionPart, page: ConnectionPage): Fragment {
  const { backward } = page.size;
  switch (part) {
    case "hasNextPage":
      return either(backward ? undefined : more(page), page.beyond("before"));
    case "hasPreviousPage":
      return either(backward ? more(page) : undefined, page.beyond("after"));
    case "startCursor":
      return cursorAt(page, sql.empty, sql` desc`);
    case "endCursor":
      return cursorAt(page, sql` desc`, sql.empty);
    default:
      throw new Error(`${part} says nothing about a page.`);
  }
}

function either(...conditions: readonly (Fragment | undefined)[]): Fragment {
  const present = conditions.filter((condition) => condition !== undefined);
  return present.length === 0 ? sql`false` : sql`(${sql.join(present, sql` or `)})`;
}

/** Whether the row beyond the page was found. */
function more(page: ConnectionPage): Fragment {
  const alias = sql.alias("t");
  return sql`exists (select from ${sql.reference(page.name)} as ${sql.reference(alias)} where ${sql.column(alias, page.number)} > ${size(page)})`;
}

function cursorAt(page: ConnectionPage, forward: Fragment, backward: Fragment): Fragment {
  const alias = sql.alias("t");
  const direction = page.size.backward ? backward : forward;
  return sql`(select ${page.cursor(alias)} from ${shown(page, alias)} order by ${sql.column(alias, page.number)}${direction} limit 1)`;
}

/** The rows of the page, in their order, as an array. */
function rows(page: ConnectionPage, print: (alias: Alias) => Fragment): Fragment {
  const [alias, row] = [sql.alias("t"), sql.alias("r")];
  const direction = page.size.backward ? sql` desc` : sql.empty;
  return sql`(select coalesce(${sql.own("json_agg")}(${sql.reference(row)}.*), '[]'::${sql.own("json")}) from (
select ${print(alias)} from ${shown(page, alias)} order by ${sql.column(alias, page.number)}${direction}
) as ${sql.reference(row)})`;
}

function shown(page: ConnectionPage, alias: Alias): Fragment {
  return sql`${sql.reference(page.name)} as ${sql.reference(alias)} where ${sql.column(alias, page.number)} <= ${size(page)}`;
}

const size = (page: ConnectionPage): Fragment => sql`${sql.bind(page.size.rows)}::${sql.ownType("int8")}`;

function fields(parts: readonly SelectedPart[], print: (part: SelectedPart) => Fragment): Fragment {
  return sql.join(
    parts.map((part) => sql`${print(part)} as ${sql.identifier(rowKey(part.selected.key))}`),
    sql`, `,
  );
}

function object(list: Fragment): Fragment {
  const row = sql.alias("r");
  return sql`(select ${sql.own("row_to_json")}(${sql.reference(row)}.*) from (select ${list}) as ${sql.reference(row)})`;
}
