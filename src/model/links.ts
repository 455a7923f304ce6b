import type { LinkEndSettings, LinkSettings } from "../config/index.ts";
import type { Problem } from "../lib/index.ts";
import { sql } from "../sql/index.ts";
import { wordOf } from "./columns.ts";
import { backwardField, forwardField } from "./inflection.ts";
import type { Column, EdgePair } from "./model.ts";
import type { Names } from "./names.ts";
import { isUnique, ownWord } from "./relations.ts";
import type { TableDraft } from "./tables.ts";

interface End {
  readonly draft: TableDraft;
  readonly columns: readonly Column[];
}

/**
 * Adds a field each way for every configured link.
 *
 * @param reasons why what is not exposed is not, by place.
 * @returns what is wrong with the links: an end that is not there, types that cannot be compared, a target that is not
 * unique. Each names both sides.
 */
export function addLinks(
  links: readonly LinkSettings[],
  drafts: readonly TableDraft[],
  names: Names,
  reasons: ReadonlyMap<string, string>,
): Problem[] {
  return links.flatMap((link) => {
    const title = `the link from ${print(link.from)} to ${print(link.to)}`;
    const from = findEnd(link.from, drafts, reasons);
    const to = findEnd(link.to, drafts, reasons);
    const missing = [from, to].filter((end) => typeof end === "string");
    if (missing.length > 0) return missing.map((message) => ({ path: link.path, message: `${title}: ${message}` }));
    if (typeof from === "string" || typeof to === "string") return [];

    const pairs = from.columns.map((source, index) => pairUp(source, to.columns[index]));
    const wrong = pairs.filter((pair) => typeof pair === "string");
    if (wrong.length > 0) return wrong.map((message) => ({ path: link.path, message: `${title}: ${message}` }));
    if (!isUnique(to.draft, link.to.columns)) {
      const message = `${title}: ${print(link.to)} is not unique. A link goes to a primary key or to columns with a unique index; create one, or turn the link around`;
      return [{ path: link.path, message }];
    }
    addFields(
      link,
      from,
      to,
      pairs.filter((pair) => typeof pair !== "string"),
      names,
    );
    return [];
  });
}

function addFields(link: LinkSettings, from: End, to: End, pairs: readonly EdgePair[], names: Names): void {
  const source = from.draft.table;
  const target = to.draft.table;
  const place = `${link.path} (${print(link.from)} -> ${print(link.to)})`;
  const words = link.from.columns.map((column) => wordOf(from.draft.head, column));
  const forward = link.field ?? forwardField(words, ownWord(to.draft));
  const owner = (key: "field" | "inverse") => ({ place, database: undefined, remedies: [`${link.path}.${key}: "…"`] });
  if (names.claim(source.typeName, forward, owner("field"))) {
    from.draft.edges.push({
      kind: "link",
      field: forward,
      source,
      target,
      pairs,
      many: false,
      refers: true,
      description: `The ${target.name} row of ${target.database} that ${link.from.columns.join(", ")} refers to.`,
    });
  }
  if (link.inverse === false) return;
  const unique = isUnique(from.draft, link.from.columns);
  const targets = [ownWord(to.draft), target.name];
  const backward = link.inverse ?? backwardField(words, ownWord(from.draft), targets, unique);
  if (names.claim(target.typeName, backward, owner("inverse"))) {
    to.draft.edges.push({
      kind: "link",
      field: backward,
      source: target,
      target: source,
      pairs: pairs.map((pair) => ({ ...pair, source: pair.target, target: pair.source })),
      many: !unique,
      refers: false,
      description: `The ${source.name} ${unique ? "row" : "rows"} of ${source.database} whose ${link.from.columns.join(", ")} refers here.`,
    });
  }
}

function findEnd(
  end: LinkEndSettings,
  drafts: readonly TableDraft[],
  reasons: ReadonlyMap<string, string>,
): End | string {
  const place = `${end.database}.${end.schema}.${end.table}`;
  const draft = drafts.find(
    ({ table }) => table.database === end.database && table.schema === end.schema && table.name === end.table,
  );
  const reason = reasons.get(place);
  if (!draft && reason) return `${place} is not exposed: it ${reason}`;
  if (!draft) {
    const tables = drafts.filter(({ table }) => table.database === end.database).map(({ table }) => table.name);
    return `there is no table ${end.schema}.${end.table} in ${end.database} that may be read; there ${tables.length === 1 ? "is" : "are"} ${listed(tables)}`;
  }
  const { columns } = draft;
  const unknown = end.columns.filter((column) => !columns.has(column));
  if (unknown.length > 0) {
    return `${place} has no column ${unknown.join(", ")}; it has ${listed([...columns.keys()])}`;
  }
  return { draft, columns: end.columns.flatMap((column) => columns.get(column) ?? []) };
}

function pairUp(source: Column, target: Column | undefined): EdgePair | string {
  const left = source.type;
  const right = target?.type;
  if (!target || !right || left.family === undefined || left.family !== right.family) {
    return `${source.name} and ${target?.name ?? "nothing"} have types that cannot be compared (${nameOf(source)} and ${target ? nameOf(target) : "nothing"})`;
  }
  // An int4 column compared with int8 values keeps its index; the other way a large value would be an error.
  const sqlType = right.family === "integer" ? sql.ownType("int8") : right.sqlType;
  return { source, target, sqlType, collation: undefined };
}

function nameOf(column: Column): string {
  const { named, list, family } = column.type;
  return `${family ?? (typeof named === "string" ? named : named.name)}${list ? "[]" : ""}`;
}

function print(end: LinkEndSettings): string {
  const columns = end.columns.length === 1 ? end.columns[0] : `(${end.columns.join(", ")})`;
  return `${end.database}.${end.schema}.${end.table}.${columns}`;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 12).join(", ");
  return names.length > 12 ? `${shown} and ${names.length - 12} more` : shown || "none";
}
