import type { CatalogCollation, CatalogForeignKey } from "../catalog/index.ts";
import { type Fragment, sql } from "../sql/index.ts";
import { wordOf } from "./columns.ts";
import { backwardField, forwardField, relationConnectionField } from "./inflection.ts";
import type { Column, Edge, EdgePair, Omission } from "./model.ts";
import type { Names } from "./names.ts";
import type { Way } from "./overrides.ts";
import { relationRemedies } from "./remedies.ts";
import type { TableDraft } from "./tables.ts";

/** A foreign key between two exposed tables. */
interface Relation {
  readonly foreignKey: CatalogForeignKey;
  readonly source: TableDraft;
  readonly target: TableDraft;
  readonly pairs: readonly EdgePair[];
  readonly place: string;
}

/** Adds a field each way for every foreign key between two exposed tables of one database. */
export function addRelations(drafts: readonly TableDraft[], names: Names, omissions: Omission[]): void {
  const byName = new Map(drafts.map((draft) => [JSON.stringify([draft.table.schema, draft.table.name]), draft]));
  const relations = drafts.flatMap((source) => {
    const seen = new Map<string, string>();
    return source.head.catalog.foreignKeys.flatMap((foreignKey): Relation[] => {
      const { schema, table, columns } = foreignKey.target;
      const place = `${source.head.place} (foreign key ${foreignKey.name})`;
      const target = byName.get(JSON.stringify([schema, table]));
      const pairs = target ? pairsOf(source, foreignKey, target, "field") : [];
      const same = JSON.stringify([foreignKey.columns, foreignKey.target]);
      const reason =
        reasonAgainst(foreignKey, target, pairs) ??
        (seen.has(same) && !isNamed(source, foreignKey) ? `says the same as ${seen.get(same)}` : undefined);
      seen.set(same, foreignKey.name);
      if (target && reason === undefined) return [{ foreignKey, source, target, pairs, place }];
      const what = `${schema}.${table} (${columns.join(", ")})`;
      const absent = `makes no relation: it refers to ${what}, which is not exposed`;
      omissions.push({ database: source.head.database, place, reason: reason ?? absent });
      return [];
    });
  });
  // All ways forward come before all ways back: they are named after the table's own columns.
  for (const relation of relations) addForward(relation, names, omissions);
  const back = relations.map((relation) => ({ relation, edge: addBackward(relation, names, omissions) }));
  // And these last, so that a page is never in the way of a relation.
  for (const { relation, edge } of back) if (edge) addConnection(relation, edge, names);
}

function reasonAgainst(
  { target: { schema, table, columns } }: CatalogForeignKey,
  target: TableDraft | undefined,
  pairs: readonly EdgePair[],
): string | undefined {
  if (!target) return undefined;
  if (pairs.length === 0) return `makes no relation: it refers to columns of ${schema}.${table} that may not be read`;
  if (isUnique(target, columns)) return undefined;
  const key = `${target.head.override.path}.key: ${JSON.stringify(columns)}`;
  return `makes no relation: tables that inherit from ${schema}.${table} may repeat what it refers to; where they do not, ${key} says so`;
}

function isNamed({ head }: TableDraft, foreignKey: CatalogForeignKey): boolean {
  const { field, inverse } = head.override.relation(foreignKey);
  return field.given !== undefined || inverse.given !== undefined;
}

function addForward(relation: Relation, names: Names, omissions: Omission[]): void {
  const { foreignKey, source, target, pairs } = relation;
  const { field: way } = source.head.override.relation(foreignKey);
  const field = way.given ?? forwardField(wordsOf(source, foreignKey), ownWord(target));
  if (!claim(relation, source, field, "field", way, names, omissions)) return;
  source.edges.push({
    kind: "relation",
    field,
    source: source.table,
    target: target.table,
    pairs,
    many: false,
    refers: true,
    description: `The ${target.table.name} row that ${foreignKey.columns.join(", ")} refers to.`,
  });
}

function addBackward(relation: Relation, names: Names, omissions: Omission[]): Edge | undefined {
  const { foreignKey, source, target } = relation;
  const { inverse: way } = source.head.override.relation(foreignKey);
  const unique = isUnique(source, foreignKey.columns);
  const field =
    way.given ??
    backwardField(wordsOf(source, foreignKey), ownWord(source), [ownWord(target), target.table.name], unique);
  if (!claim(relation, target, field, "inverse", way, names, omissions)) return undefined;
  const edge: Edge = {
    kind: "relation",
    field,
    source: target.table,
    target: source.table,
    pairs: pairsOf(source, foreignKey, target, "inverse"),
    many: !unique,
    refers: false,
    description: `The ${source.table.name} ${unique ? "row" : "rows"} whose ${foreignKey.columns.join(", ")} refers here.`,
  };
  target.edges.push(edge);
  return edge;
}

function addConnection({ foreignKey, source, target, place }: Relation, edge: Edge, names: Names): void {
  if (!edge.many || !edge.target.connection) return;
  const field = relationConnectionField(edge.field);
  const { database, override, catalog } = source.head;
  const remedies = relationRemedies(override.relation(foreignKey).path, catalog, foreignKey, "inverse");
  const owner = { place: `${place}, connection`, database, remedies };
  if (names.claim(target.table.typeName, field, owner)) target.connections.push({ field, edge });
}

function claim(
  { foreignKey, source, place }: Relation,
  owner: TableDraft,
  field: string,
  key: "field" | "inverse",
  way: Way,
  names: Names,
  omissions: Omission[],
): boolean {
  if (way.hidden !== undefined) {
    omissions.push({ database: source.head.database, place: `${place}, ${key}`, reason: way.hidden });
    return false;
  }
  const { database, override, catalog } = source.head;
  const remedies = relationRemedies(override.relation(foreignKey).path, catalog, foreignKey, key);
  return names.claim(owner.table.typeName, field, { place, database, remedies });
}

/** What a table is called where other names are made of it. */
export function ownWord({ head }: TableDraft): string {
  return head.override.given ?? head.catalog.name;
}

function wordsOf({ head }: TableDraft, { columns }: CatalogForeignKey): readonly string[] {
  return columns.map((column) => wordOf(head, column));
}

/** Whether one of the table's keys lies within these columns: then at most one row has them. */
export function isUnique({ head }: TableDraft, columns: readonly string[]): boolean {
  return head.keys.some((key) => key.columns.every((column) => columns.includes(column)));
}

/** Column by column, from the side of the field; empty where one of the target's may not be read. */
function pairsOf(
  source: TableDraft,
  foreignKey: CatalogForeignKey,
  target: TableDraft,
  way: "field" | "inverse",
): EdgePair[] {
  const pairs = foreignKey.columns.flatMap((name, index): EdgePair[] => {
    const referenced = foreignKey.target.columns[index] ?? "";
    const left: Column | undefined = source.columns.get(name);
    const right: Column | undefined = target.columns.get(referenced);
    if (!left || !right) return [];
    const [own, other] = [collationIn(source, name), collationIn(target, referenced)];
    return way === "field"
      ? [{ source: left, target: right, sqlType: right.type.sqlType, collation: collationOf(own, other, other) }]
      : [{ source: right, target: left, sqlType: right.type.sqlType, collation: collationOf(own, other, own) }];
  });
  return pairs.length === foreignKey.columns.length ? pairs : [];
}

/**
 * What columns of two collations are compared by: that of the searched one, which its index has. Where a collation takes
 * different texts for equal, it has to be that of the referenced column, by which the foreign key is checked.
 */
function collationOf(
  own: CatalogCollation | undefined,
  referenced: CatalogCollation | undefined,
  searched: CatalogCollation | undefined,
): Fragment | undefined {
  if (!own || !referenced || (own.schema === referenced.schema && own.name === referenced.name)) return undefined;
  const chosen = own.deterministic && referenced.deterministic ? searched : referenced;
  return chosen && sql.identifier(chosen.schema, chosen.name);
}

function collationIn({ head }: TableDraft, column: string): CatalogCollation | undefined {
  return head.catalog.columns.find(({ name }) => name === column)?.collation;
}
