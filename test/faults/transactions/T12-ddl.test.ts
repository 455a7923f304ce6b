import { expect, onTestFinished } from "vitest";
import { lendDatabase } from "../../support/databases.ts";
import { fault, openScene } from "../../support/faults/index.ts";
import { type Outcome, type Price, startAskers } from "./askers.ts";

/** What is done to the table, and what everybody hears in the end. */
type Change = readonly [sql: string, outcome: Outcome];

const gone = "GRAPHQL_VALIDATION_FAILED";
const tenfold: Price = (id) => id * 10;
const sevenfold: Price = (id) => id * 7;
const asText: Price = () => "ten";
const large: Price = () => "9007199254740993";
const yes: Price = () => true;

const make = (factor: number) => `
  create table goods (id int primary key, price int not null, cost int not null);
  insert into goods select id, id * ${factor}, id * 7 from generate_series(1, 50) id;
`;

/** The gateway looks at a catalog for a twentieth of the time at most, and a look takes long on a busy machine. */
const within = 600_000;

/** Makes the changes one after the other, each in a transaction of its own, while everybody asks. */
async function change(changes: readonly Change[]): Promise<void> {
  const database = await lendDatabase(make(10));
  onTestFinished(() => database.dispose());
  const scene = await openScene({ url: database.url, pool: { size: 3, overflow: 0 } });
  const askers = startAskers(scene, [tenfold, sevenfold, asText, large, yes]);
  await askers.hear(tenfold);
  const before = scene.pool.stats();
  const prepared = { text: "select * from goods where id = $1", name: "good", values: [7], effects: "none" } as const;
  for (const [sql, outcome] of changes) {
    await scene.query(`begin; ${sql}; commit`);
    await askers.hear(outcome);
    // Everything is selected of it, so only a table that is not there makes it fail.
    const code = await scene.code(scene.pool.query(prepared));
    const [table] = await scene.query("select to_regclass('goods') is not null as exists");
    expect(code, sql).toBe(table?.exists ? "ok" : "SCHEMA_CHANGED");
  }
  await askers.end();
  await scene.recovers();
  expect(scene.pool.stats()).toMatchObject({ destroyed: before.destroyed, breaker: { state: "closed", failures: 0 } });
}

fault(
  "T12a",
  () =>
    change([
      ["alter table goods rename price to amount", gone],
      ["alter table goods rename amount to price", tenfold],
      ["alter table goods drop column price", gone],
      ["alter table goods add price int not null default 0; update goods set price = id * 7", sevenfold],
      // Two columns change places.
      [
        "update goods set cost = id * 10; alter table goods rename price to x; alter table goods rename cost to price; alter table goods rename x to cost",
        tenfold,
      ],
    ]),
  within,
);

fault(
  "T12b",
  () =>
    change([
      ["alter table goods alter price type text using 'ten'", asText],
      ["alter table goods alter price type int using id * 10", tenfold],
      ["alter table goods alter price type boolean using true", yes],
      ["alter table goods alter price type int using id * 7", sevenfold],
      // A number that an Int can hold stays one until there is a reason to look.
      ["alter table goods alter price type bigint", sevenfold],
      ["alter table goods alter price type bigint using 9007199254740993", large],
    ]),
  within,
);

fault(
  "T12c",
  () =>
    change([
      [`drop table goods; ${make(7)}`, sevenfold],
      ["drop table goods", gone],
      [make(10), tenfold],
      ["alter table goods rename to rows; create view goods as select * from rows", tenfold],
      ["drop view goods; create view goods as select id, 'ten'::text as price, cost from rows", asText],
      ["drop view goods; alter table rows rename to goods", tenfold],
    ]),
  within,
);
