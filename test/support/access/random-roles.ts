import fc from "fast-check";
import type { RoleConfig, SelectConfig, TableRightsConfig } from "../../../src/config/index.ts";
import { conditionOf, type RandomClaims, type RandomRule, randomClaims, randomRule } from "./random-rules.ts";
import { markOf, type World, type WorldRow, type WorldTable, worldTables } from "./world.ts";

/** What a role may do with a table; what is undefined it may not. */
export interface RandomGrant {
  readonly select: readonly { readonly columns: readonly string[]; readonly rule: RandomRule | undefined }[];
  readonly insert: RandomWrite | undefined;
  readonly update: RandomWrite | undefined;
  readonly delete: { readonly filter: RandomRule | undefined } | undefined;
}

export interface RandomWrite {
  readonly columns: readonly string[];
  readonly filter: RandomRule | undefined;
  readonly check: RandomRule | undefined;
}

export interface RandomRole {
  readonly claims: RandomClaims;
  /** By the name of the table. */
  readonly grants: Readonly<Record<string, RandomGrant>>;
}

const rarely = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 });

function randomGrant(table: WorldTable): fc.Arbitrary<RandomGrant> {
  const names = Object.keys(table.columns);
  const others = names.filter((name) => !table.key.includes(name));
  const rule = rarely(randomRule(table));
  const columns = fc.subarray(others, { minLength: 1 });
  const write = (always: readonly string[]) =>
    fc.record({ columns: columns.map((own) => [...always, ...own]), filter: rule, check: rule });
  return fc
    .record({
      // All rules show the key, or none does.
      key: fc.oneof({ arbitrary: fc.constant(table.key), weight: 5 }, fc.constant([])),
      shown: fc.array(fc.record({ columns, rule }), { minLength: 1, maxLength: 3 }),
      insert: rarely(write(table.key)),
      // A row is told from others by its key.
      update: rarely(write([])),
      delete: rarely(fc.record({ filter: rule })),
    })
    .map(({ key, shown, ...writes }) => ({
      select: shown.map((select) => ({ ...select, columns: [...key, ...select.columns] })),
      ...writes,
    }));
}

export const randomRole: fc.Arbitrary<RandomRole> = fc.record({
  claims: randomClaims,
  grants: fc
    .record(Object.fromEntries(worldTables.map((table) => [table.name, rarely(randomGrant(table))])))
    .map((grants) =>
      Object.fromEntries(Object.entries(grants).flatMap(([name, grant]) => (grant ? [[name, grant]] : []))),
    )
    .filter((grants) => Object.keys(grants).length > 0),
});

/** A role as it is configured. */
export function configOf({ grants }: RandomRole): RoleConfig {
  const tablesOf = (database: string) =>
    Object.fromEntries(
      worldTables.flatMap((table) => {
        const grant = grants[table.name];
        return grant && table.database === database ? [[table.name, rightsOf(table, grant)]] : [];
      }),
    );
  return { databases: { desk: { tables: tablesOf("desk") }, archive: { tables: tablesOf("archive") } } };
}

function rightsOf({ columns: fields }: WorldTable, grant: RandomGrant): TableRightsConfig {
  const fieldsOf = (columns: readonly string[]) => columns.flatMap((name) => fields[name] ?? []);
  const filterOf = (rule: RandomRule | undefined) => (rule ? { filter: rule.config } : {});
  const writeOf = ({ columns, check }: RandomWrite) => ({
    columns: fieldsOf(columns),
    ...(check && { check: check.config }),
  });
  const select = grant.select.map(
    ({ columns, rule }): SelectConfig => ({ columns: fieldsOf(columns), ...filterOf(rule) }),
  );
  return {
    select,
    ...(grant.insert && { insert: writeOf(grant.insert) }),
    ...(grant.update && { update: { ...writeOf(grant.update), ...filterOf(grant.update.filter) } }),
    ...(grant.delete && { delete: filterOf(grant.delete.filter) }),
  };
}

const ruleSql = (rule: RandomRule | undefined, claims: RandomClaims, row: string) =>
  rule ? conditionOf(rule, claims, row) : "true";

/** A condition in SQL on the row `r` of a table. */
export const isSeen = ({ select }: RandomGrant, claims: RandomClaims) =>
  `(${select.map(({ rule }) => ruleSql(rule, claims, "r")).join(" or ")})`;

export const mayHit = (grant: RandomGrant, filter: RandomRule | undefined, claims: RandomClaims) =>
  `(${isSeen(grant, claims)} and ${ruleSql(filter, claims, "r")})`;

export const mayLeave = (check: RandomRule | undefined, claims: RandomClaims) => ruleSql(check, claims, "r");

/**
 * What a role sees of a table, as a query: rows that no rule shows are not there, and a column is null where none of those
 * that show the row has it. A key stays, which puts rows in their order even where it is not seen.
 */
export function seenQuery({ name, columns, key }: WorldTable, grant: RandomGrant, claims: RandomClaims): string {
  const list = Object.keys(columns).map((column) => {
    const showing = grant.select.filter((select) => select.columns.includes(column));
    if (showing.length === 0) return key.includes(column) ? `r.${column}` : `null as ${column}`;
    const conditions = showing.map(({ rule }) => ruleSql(rule, claims, "r"));
    return `case when ${conditions.join(" or ")} then r.${column} end as ${column}`;
  });
  return `select ${list.join(", ")} from ${name} r where ${isSeen(grant, claims)}`;
}

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 4 });
const number = fc.integer({ min: 0, max: 3 });
const values = {
  n: maybe(number),
  word: maybe(fc.constantFrom("a", "Ada", "%", "{}")),
};
const id = maybe(fc.integer({ min: 1, max: 6 }));

const rowsBy = <Row extends WorldRow>(row: fc.Arbitrary<Row>, key: (row: Row) => string, maxLength = 7) =>
  fc.uniqueArray(row, { selector: key, maxLength, minLength: 2 });
const own = fc.integer({ min: 1, max: 7 });

/** Rows that refer to each other, or to nothing, each with values that stand nowhere else. */
export const randomWorld: fc.Arbitrary<World> = fc.record({
  authors: rowsBy(
    fc.record({ id: own, chief_id: id, ...values, mood: maybe(fc.constantFrom("calm", "glad")) }),
    (row) => `${row.id}`,
  ).map((rows) => rows.map((row) => ({ ...row, mark: markOf("authors", "mark", row.id) }))),
  notes: rowsBy(
    fc.record({ id: own, author_id: id, ...values, ns: maybe(fc.array(maybe(number), { maxLength: 3 })) }),
    (row) => `${row.id}`,
  ).map((rows) =>
    rows.map((row) => ({
      ...row,
      code: row.id === 7 ? null : `c${row.id}`,
      meta: { a: { b: [1, row.n] }, told: markOf("notes", "meta", row.id) },
      spot: { x: row.n, y: markOf("notes", "spot", row.id) },
      mark: markOf("notes", "mark", row.id),
    })),
  ),
  tags: rowsBy(fc.record({ note_id: own, no: number, ...values }), (row) => `${row.note_id}.${row.no}`, 10).map(
    (rows) => rows.map((row) => ({ ...row, mark: markOf("tags", "mark", `${row.note_id}.${row.no}`) })),
  ),
  reports: rowsBy(fc.record({ id: own, note_id: id, author_id: id, ...values }), (row) => `${row.id}`).map((rows) =>
    rows.map((row) => ({ ...row, mark: markOf("reports", "mark", row.id) })),
  ),
});
