import { expect, onTestFinished } from "vitest";
import { createDatabase } from "../../support/databases.ts";
import { fault, openScene } from "../../support/faults/index.ts";
import { startAskers } from "./askers.ts";

type Outcome = "ok" | "SCHEMA_CHANGED";

/** What is done to the table, and what comes of requests from then on. */
type Change = readonly [sql: string, outcome: Outcome];

const tenfold = (id: number) => id * 10;
const sevenfold = (id: number) => id * 7;
const make = (factor: number) => `
  create table goods (id int primary key, price int not null, cost int not null);
  insert into goods select id, id * ${factor}, id * 7 from generate_series(1, 50) id;
`;

/** Makes the changes one after the other, each in a transaction of its own, while everybody asks. */
async function change(changes: readonly Change[], versions: readonly ((id: number) => unknown)[]): Promise<void> {
  const database = await createDatabase(make(10));
  onTestFinished(() => database.dispose());
  const scene = await openScene({ url: database.url, pool: { size: 3, overflow: 2 } });
  const askers = startAskers(scene, versions);
  expect(await askers.codes()).toEqual(["ok"]);
  const before = scene.pool.stats();
  const prepared = { text: "select * from goods where id = $1", name: "good", values: [7], effects: "none" } as const;
  for (const [sql, outcome] of changes) {
    await scene.query(`begin; ${sql}; commit`);
    expect(await askers.codes(), sql).toEqual([outcome]);
    // Everything is selected of it, so only a table that is not there makes it fail.
    const code = await scene.code(scene.pool.query(prepared));
    const [table] = await scene.query("select to_regclass('goods') is not null as exists");
    expect(code, sql).toBe(table?.exists ? "ok" : "SCHEMA_CHANGED");
  }
  await askers.end();
  await scene.recovers();
  expect(scene.pool.stats()).toMatchObject({ destroyed: before.destroyed, breaker: { state: "closed", failures: 0 } });
}

fault("T12a", () =>
  change(
    [
      ["alter table goods rename price to amount", "SCHEMA_CHANGED"],
      ["alter table goods rename amount to price", "ok"],
      ["alter table goods drop column price", "SCHEMA_CHANGED"],
      ["alter table goods add price int not null default 0; update goods set price = id * 10", "ok"],
      // Two columns change places.
      [
        "alter table goods rename price to x; alter table goods rename cost to price; alter table goods rename x to cost",
        "ok",
      ],
      ["alter table goods drop column cost", "ok"],
    ],
    [tenfold, sevenfold],
  ),
);

fault("T12b", () =>
  change(
    [
      ["alter table goods alter price type text using 'ten'", "SCHEMA_CHANGED"],
      ["alter table goods alter price type int using id * 10", "ok"],
      ["alter table goods alter price type bigint", "ok"],
      ["alter table goods alter price type bigint using 9007199254740993", "SCHEMA_CHANGED"],
      ["alter table goods alter price type text using '05'", "SCHEMA_CHANGED"],
      ["alter table goods alter price type boolean using true", "SCHEMA_CHANGED"],
      ["alter table goods alter price type int using id * 7", "ok"],
    ],
    [tenfold, sevenfold],
  ),
);

fault("T12c", () =>
  change(
    [
      ["alter table goods rename to gone", "SCHEMA_CHANGED"],
      ["alter table gone rename to goods", "ok"],
      [`drop table goods; ${make(7)}`, "ok"],
      ["drop table goods", "SCHEMA_CHANGED"],
      [make(10), "ok"],
      ["alter table goods rename to rows; create view goods as select * from rows", "ok"],
      ["drop view goods; create view goods as select id, 'none' as price, cost from rows", "SCHEMA_CHANGED"],
      ["drop view goods; alter table rows rename to goods", "ok"],
    ],
    [tenfold, sevenfold],
  ),
);
