import fc from "fast-check";
import { type WorldTable, worldTables } from "./world.ts";

/** A filter of the configuration, beside what it means in SQL. */
export interface RandomRule {
  readonly config: Readonly<Record<string, unknown>>;
  /** On the row of an alias; for claims that are usable. */
  readonly sql: (row: string, claims: RandomClaims) => string;
  /** The claims that it cannot do without. */
  readonly uses: readonly ClaimUse[];
}

export type RandomClaims = Readonly<Record<"app" | "text" | "texts", unknown>>;

/** A claim, and what the place where it stands takes. */
interface ClaimUse {
  readonly path: "app.num" | "app.nums" | "text" | "texts";
  readonly type: "int" | "text";
  readonly isList: boolean;
}

const numbers = fc.integer({ min: 0, max: 3 });
const words = fc.constantFrom("a", "Ada", "%", "{}");
const odd = fc.constantFrom<unknown>(null, {}, { n: 1 }, true, 1.5, "1", [[1]], 2 ** 31, [null], [], undefined);
const mostly = (value: fc.Arbitrary<unknown>) => fc.oneof({ arbitrary: value, weight: 3 }, odd);

export const randomClaims: fc.Arbitrary<RandomClaims> = fc
  .record({
    num: mostly(numbers),
    nums: mostly(fc.array(numbers, { maxLength: 3 })),
    text: mostly(words),
    texts: mostly(fc.array(words, { maxLength: 3 })),
  })
  .map(({ num, nums, text, texts }) => ({ app: { num, nums }, text, texts }));

const claimOf = ({ app, ...claims }: RandomClaims, path: ClaimUse["path"]): unknown =>
  path === "text" || path === "texts" ? claims[path] : Object(app)[path.slice("app.".length)];

function isUsable(claims: RandomClaims, { path, type, isList }: ClaimUse): boolean {
  const isOne = (value: unknown) =>
    type === "int" ? Number.isInteger(value) && Number(value) < 2 ** 31 : typeof value === "string";
  const value = claimOf(claims, path);
  return isList ? Array.isArray(value) && value.every(isOne) : isOne(value);
}

/** Which rows a rule means, for somebody with these claims. One that needs a claim that cannot be used means none. */
export function conditionOf({ sql, uses }: RandomRule, claims: RandomClaims, row: string): string {
  return uses.every((use) => isUsable(claims, use)) ? `coalesce(${sql(row, claims)}, false)` : "false";
}

const literal = (value: unknown): string =>
  typeof value === "number" ? String(value) : `'${String(value).replaceAll("'", "''")}'`;
const within = (column: string, values: unknown) =>
  Array.isArray(values) && values.length > 0 ? `${column} in (${values.map(literal).join(", ")})` : "false";

function ofColumn(column: "n" | "word"): fc.Arbitrary<RandomRule> {
  const type = column === "n" ? "int" : "text";
  const [one, many] = column === "n" ? (["app.num", "app.nums"] as const) : (["text", "texts"] as const);
  const value: fc.Arbitrary<number | string> = column === "n" ? numbers : words;
  const rule = (filter: object, sql: (at: string, claims: RandomClaims) => string, uses: readonly ClaimUse[] = []) => ({
    config: { [column]: filter },
    sql: (row: string, claims: RandomClaims) => sql(`${row}.${column}`, claims),
    uses,
  });
  return fc.oneof(
    value.map((each) => rule({ eq: each }, (at) => `${at} = ${literal(each)}`)),
    value.map((each) => rule({ ne: each }, (at) => `${at} <> ${literal(each)}`)),
    fc.array(value, { maxLength: 2 }).map((list) => rule({ in: list }, (at) => within(at, list))),
    fc.boolean().map((is) => rule({ isNull: is }, (at) => `(${at} is null) = ${is}`)),
    fc.constant(
      rule({ eq: { $claim: one } }, (at, claims) => `${at} = ${literal(claimOf(claims, one))}`, [
        { path: one, type, isList: false },
      ]),
    ),
    fc.constant(
      rule({ in: { $claim: many } }, (at, claims) => within(at, claimOf(claims, many)), [
        { path: many, type, isList: true },
      ]),
    ),
  );
}

/** A filter of the rows of a table, by its columns and by rows around it. */
export function randomRule({ relations }: WorldTable, depth = 2): fc.Arbitrary<RandomRule> {
  const columns = fc.oneof(ofColumn("n"), ofColumn("word"));
  if (depth === 0) return columns;
  const related = relations.flatMap(({ target, ...relation }) => {
    const table = worldTables.find(({ name }) => name === target);
    return table ? [ofRelation({ ...relation, target }, randomRule(table, depth - 1), `x${depth}`)] : [];
  });
  const inner = fc.oneof({ arbitrary: columns, weight: 3 }, ...related);
  const several = fc.array(inner, { minLength: 1, maxLength: 2 });
  return fc.oneof(
    { arbitrary: columns, weight: 2 },
    ...related,
    several.map((rules) => joined(rules, "and")),
    several.map((rules) => joined(rules, "or")),
    inner.map(({ config, sql, uses }) => ({
      config: { not: config },
      sql: (row: string, claims: RandomClaims) => `not (${sql(row, claims)})`,
      uses,
    })),
  );
}

const joined = (rules: readonly RandomRule[], word: "and" | "or"): RandomRule => ({
  config: { [word]: rules.map(({ config }) => config) },
  sql: (row, claims) => `(${rules.map(({ sql }) => sql(row, claims)).join(` ${word} `)})`,
  uses: rules.flatMap(({ uses }) => uses),
});

/** @param at an alias of its own. */
function ofRelation(
  { field, target, many, on }: WorldTable["relations"][number],
  inner: fc.Arbitrary<RandomRule>,
  at: string,
): fc.Arbitrary<RandomRule> {
  const rows = (row: string, condition: string) => `from ${target} ${at} where ${on(row, at)} and ${condition}`;
  const exists = (row: string, condition: string) => `exists (select ${rows(row, `(${condition})`)})`;
  if (!many) {
    return inner.map(
      ({ config, sql, uses }): RandomRule => ({
        config: { [field]: config },
        sql: (row, claims) => exists(row, sql(at, claims)),
        uses,
      }),
    );
  }
  return fc.oneof(
    numbers.map(
      (least): RandomRule => ({
        config: { [field]: { count: { gte: least } } },
        sql: (row) => `(select count(*) ${rows(row, "true")}) >= ${least}`,
        uses: [],
      }),
    ),
    inner.map(
      ({ config, sql, uses }): RandomRule => ({
        config: { [field]: { every: config } },
        sql: (row, claims) => `not ${exists(row, `(${sql(at, claims)}) is not true`)}`,
        uses,
      }),
    ),
    fc.tuple(inner, fc.constantFrom("some", "none")).map(
      ([{ config, sql, uses }, test]): RandomRule => ({
        config: { [field]: { [test]: config } },
        sql: (row, claims) => `${test === "none" ? "not " : ""}${exists(row, sql(at, claims))}`,
        uses,
      }),
    ),
  );
}
