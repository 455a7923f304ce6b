import type { CatalogForeignKey } from "../catalog/index.ts";
import { readComment } from "./comments.ts";
import { backwardField, forwardField } from "./inflection.ts";
import type { Column, EdgePair } from "./model.ts";
import type { Names } from "./names.ts";
import { pick, placeOf, type TableDraft } from "./tables.ts";

/** Adds a field each way for every foreign key between two exposed tables of one database. */
export function addRelations(drafts: readonly TableDraft[], names: Names): void {
  const byPlace = new Map(drafts.map((draft) => [`${draft.table.schema}.${draft.table.name}`, draft]));
  const relations = drafts.flatMap((draft) =>
    draft.catalog.foreignKeys.flatMap((foreignKey) => {
      const target = byPlace.get(`${foreignKey.target.schema}.${foreignKey.target.table}`);
      return target ? [{ draft, foreignKey, target }] : [];
    }),
  );
  // All ways forward come before all ways back: they are named after the table's own columns.
  for (const { draft, foreignKey, target } of relations) addForward(draft, foreignKey, target, names);
  for (const { draft, foreignKey, target } of relations) addBackward(draft, foreignKey, target, names);
}

function addForward(source: TableDraft, foreignKey: CatalogForeignKey, target: TableDraft, names: Names): void {
  const pairs = pairsOf(source, foreignKey, target);
  const field = readComment(foreignKey.comment).field ?? forwardField(foreignKey.columns, target.table.name);
  if (pairs.length === 0 || !claim(source, field, foreignKey, source, "@field", names)) return;
  source.edges.push({
    kind: "relation",
    field,
    source: source.table,
    target: target.table,
    pairs,
    many: false,
    description: `The ${target.table.name} row that ${foreignKey.columns.join(", ")} refers to.`,
  });
}

function addBackward(source: TableDraft, foreignKey: CatalogForeignKey, target: TableDraft, names: Names): void {
  const pairs = pairsOf(source, foreignKey, target);
  const unique = isUnique(source, foreignKey.columns);
  const field =
    readComment(foreignKey.comment).inverse ??
    backwardField(foreignKey.columns, source.table.name, target.table.name, unique);
  if (pairs.length === 0 || !claim(target, field, foreignKey, source, "@inverse", names)) return;
  target.edges.push({
    kind: "relation",
    field,
    source: target.table,
    target: source.table,
    pairs: pairs.map((pair) => ({ ...pair, source: pair.target, target: pair.source })),
    many: !unique,
    description: `The ${source.table.name} ${unique ? "row" : "rows"} whose ${foreignKey.columns.join(", ")} refers here.`,
  });
}

function claim(
  owner: TableDraft,
  field: string,
  foreignKey: CatalogForeignKey,
  source: TableDraft,
  tag: string,
  names: Names,
): boolean {
  const place = `${placeOf(source.table.database, source.table)} (foreign key ${foreignKey.name})`;
  const remedy = `comment on constraint ${foreignKey.name} on ${source.table.name} is '${tag} anotherName'`;
  return names.claim(owner.table.typeName, field, place, remedy);
}

/** Whether one of the table's keys lies within these columns: then at most one row has them. */
export function isUnique(draft: TableDraft, columns: readonly string[]): boolean {
  return draft.catalog.keys.some((key) => key.columns.every((column) => columns.includes(column)));
}

function pairsOf(source: TableDraft, foreignKey: CatalogForeignKey, target: TableDraft): EdgePair[] {
  const sources = pick(columnsByName(source), foreignKey.columns);
  const targets = pick(columnsByName(target), foreignKey.target.columns);
  return sources.flatMap((column, index) => {
    const other = targets[index];
    return other ? [{ source: column, target: other, sqlType: other.type.sqlType }] : [];
  });
}

export function columnsByName(draft: TableDraft): ReadonlyMap<string, Column> {
  return new Map(draft.table.columns.map((column) => [column.name, column]));
}
