import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";
import {
  aggregateItems,
  insertSql,
  keyOf,
  type Order,
  oneThing,
  ordersOf,
  ownersSql,
  ownItems,
  relatedItems,
  schemaSql,
  things,
} from "./samples.ts";
import { joined, type Walk, walkAll } from "./walk.ts";

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(schemaSql);
  gateway = await startGateway({
    databases: { main: { url: database.url, prefix: "", pool: { size: 1, overflow: 4 } } },
  });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

/** Walks at once: as many as fit into one request. */
const walksAtOnce = 24;

const walksOf = (order: fc.Arbitrary<Order>): fc.Arbitrary<Walk[]> =>
  fc.array(fc.record({ order, size: fc.integer({ min: 2, max: 6 }), backward: fc.boolean() }), {
    minLength: walksAtOnce,
    maxLength: walksAtOnce,
  });

/** The keys of all rows in an order, as SQL alone says. */
async function ordered(orders: readonly Order[]): Promise<readonly (readonly string[])[]> {
  const lists = orders.map(
    ({ sql }) => `(select json_agg(json_build_array(t.part, t.code) order by ${sql}) from things t)`,
  );
  const [row] = await database.query(`select json_build_array(${lists.join(", ")}) as lists`);
  if (!Array.isArray(row?.lists)) throw new Error("no lists");
  return row.lists.map((list: unknown) => (Array.isArray(list) ? list.map((key) => JSON.stringify(key)) : []));
}

/** With statistics, which Postgres sooner or later has of every table, and plans differently with. */
const fill = (rows: readonly Parameters<typeof insertSql>[0][]) =>
  database.query(
    [
      "truncate regions, owners, things, pieces;",
      ownersSql,
      ...rows.map(insertSql),
      "analyze regions, owners, things, pieces;",
    ].join("\n"),
  );

// Together 5,040 walks.
test.each([
  ["columns", ownItems, 100],
  ["columns and related rows", [...ownItems, ...relatedItems, ...relatedItems, ...relatedItems], 55],
  ["columns, related rows and aggregates", [...ownItems, ...relatedItems, ...aggregateItems, ...aggregateItems], 55],
])("pages by %s are the whole list, cut", { timeout: 300_000 }, async (_, items, numRuns) => {
  await fc.assert(
    fc.asyncProperty(things, walksOf(ordersOf(items)), async (rows, walks) => {
      await fill(rows);
      const expected = await ordered(walks.map(({ order }) => order));
      const found = await walkAll(gateway, walks);
      for (const [index, walk] of walks.entries()) {
        const pages = found[index] ?? [];
        expect(joined(walk, pages), walk.order.graphql).toEqual(expected[index]);
        // The last page of a way ends it, and everything before it is full and says that there is more.
        for (const [at, page] of pages.entries()) {
          const isLast = at === pages.length - 1;
          const ahead = walk.backward ? page.hasPreviousPage : page.hasNextPage;
          const behind = walk.backward ? page.hasNextPage : page.hasPreviousPage;
          expect({ ahead, behind, total: page.totalCount }).toEqual({
            ahead: !isLast,
            behind: at > 0,
            total: rows.length,
          });
          if (!isLast) expect(page.keys).toHaveLength(walk.size);
        }
      }
    }),
    { numRuns, endOnFailure: true },
  );
});

test(
  "rows that are there throughout come exactly once and in order, while others come and go",
  { timeout: 300_000 },
  async () => {
    const rounds = fc.array(fc.tuple(oneThing, fc.nat()), { minLength: 3, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(things, rounds, walksOf(ordersOf(ownItems)), async (rows, changes, walks) => {
        await fill(rows.map((row) => ({ ...row, pieces: [] })));
        const left = [...changes];
        const present = new Map(rows.map((row) => [keyOf(row), row]));
        const touched = new Set<string>();
        const change = async () => {
          const next = left.pop();
          if (!next) return;
          const [row, which] = next;
          const gone = [...present.values()][which % present.size];
          const statements: string[] = [];
          if (gone && present.size > 4) {
            statements.push(`delete from things where part = ${gone.part} and code = ${gone.code};`);
            present.delete(keyOf(gone));
            touched.add(keyOf(gone));
          }
          if (!present.has(keyOf(row))) {
            statements.push(insertSql({ ...row, pieces: [] }, 0));
            present.set(keyOf(row), row);
            touched.add(keyOf(row));
          }
          await database.query(statements.join("\n"));
        };
        const found = await walkAll(gateway, walks, change);
        const expected = await ordered(walks.map(({ order }) => order));
        const changed = new Set(await keysOf(touched));
        for (const [index, walk] of walks.entries()) {
          const seen = joined(walk, found[index] ?? []).filter((key) => !changed.has(key));
          expect(seen, walk.order.graphql).toEqual(expected[index]?.filter((key) => !changed.has(key)));
        }
      }),
      { numRuns: 20, endOnFailure: true },
    );
  },
);

/** Keys as the API answers them, of keys as they were written in SQL. */
async function keysOf(keys: ReadonlySet<string>): Promise<readonly string[]> {
  const tuples = [...keys].map((key) => `(${key.replace(" ", ", ")})`);
  if (tuples.length === 0) return [];
  const rows = await database.query(
    `select json_build_array(part, code) as key from (values ${tuples.join(", ")}) as v (part, code)`,
  );
  return rows.map(({ key }) => JSON.stringify(key));
}
