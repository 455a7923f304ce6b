import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";
import { columnOf, exposedTable, relationOf } from "../../support/oddities/exposed.ts";

// Constraints that say less than they seem to (manual, sections 5.5 and "CREATE TABLE").
let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(`
    create extension btree_gist;

    create table late_rules (id integer primary key, name text, other text);
    insert into late_rules values (1, null, 'x');
    alter table late_rules add constraint name_is_there not null name not valid;
    alter table late_rules add constraint other_is_there check (other is not null);

    -- A room's opening hours, and reservations that must lie within them.
    create table openings (room integer, during daterange, note text, primary key (room, during without overlaps));
    create table reservations (
      id integer primary key, room integer, during daterange,
      foreign key (room, period during) references openings (room, period during)
    );
    insert into openings values (1, '[2024-01-01,2024-02-01)', 'January'), (1, '[2024-02-01,2024-03-01)', 'February');
    insert into reservations values (1, 1, '[2024-01-10,2024-01-12)'), (2, 1, '[2024-01-01,2024-02-01)');

    create table parents (id integer primary key, code text unique);
    create table children (
      id integer primary key,
      parent_id integer references parents not enforced,
      parent_code text references parents (code) match full
    );
    insert into parents values (1, 'a');
    insert into children values (1, 1, 'a'), (2, 999, null);

    create materialized view never_filled as select 1 as one with no data;
    create materialized view filled as select 1 as one;

    create domain named as text not null;
    create type pair as (a named, b integer);
    create table domains (id integer primary key, label named, pair pair, labels named[]);
    insert into domains values (1, 'x', row('y', 1), array['z']);
    create view outer_domains as select l.id, d.label from late_rules l left join domains d on d.id = l.id + 1;
  `);
  gateway = await startGateway({ databases: { main: { url: database.url, prefix: "" } } });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

const table = (name: string) => exposedTable(gateway.gateway.schema, name);
const rowsOf = async (name: string, selection: string) =>
  (await gateway.data(`{ rows: ${table(name).list.name} { ${selection} } }`)).rows;

describe("nullability", () => {
  test("a NOT NULL that was not checked yet is no promise", async () => {
    const late = table("late_rules");
    expect(String(columnOf(late, "name").type)).toBe("String");
    expect(await rowsOf("late_rules", "id name")).toEqual([{ id: 1, name: null }]);
  });

  test("a domain that is NOT NULL is null where a join finds nothing", async () => {
    expect(String(columnOf(table("outer_domains"), "label").type)).toBe("String");
    expect(await rowsOf("outer_domains", "label")).toEqual([{ label: null }]);
    expect(await rowsOf("domains", "label pair { a b } labels")).toEqual([
      { label: "x", pair: { a: "y", b: 1 }, labels: ["z"] },
    ]);
  });
});

describe("foreign keys", () => {
  test("that are not enforced are followed, and may lead nowhere", async () => {
    const children = table("children");
    const parent = relationOf(children, { target: "parents", from: ["parent_id"], to: ["id"] }).name;
    const byCode = relationOf(children, { target: "parents", from: ["parent_code"], to: ["code"] }).name;
    expect(await rowsOf("children", `id ${parent} { id } ${byCode} { id }`)).toEqual([
      { id: 1, [parent]: { id: 1 }, [byCode]: { id: 1 } },
      { id: 2, [parent]: null, [byCode]: null },
    ]);
  });

  test("over a period never relate rows by equal periods: a reservation lies within its opening", async () => {
    const reservations = table("reservations");
    const edges = Object.values(reservations.type.getFields()).filter(
      ({ extensions }) => extensions.sluice?.kind === "edge",
    );
    if (edges.length === 0) return;
    const [edge] = edges;
    const rows = await rowsOf("reservations", `id ${edge?.name} { note }`);
    const january = { note: "January" };
    expect(JSON.stringify(rows)).toContain(JSON.stringify(january));
    expect(JSON.parse(JSON.stringify(rows))).not.toContainEqual({ id: 1, [String(edge?.name)]: null });
  });
});

test("a materialized view that was never filled is an error with a code of its own field", async () => {
  const { body } = await gateway.send(
    `{ no: ${table("never_filled").list.name} { one } yes: ${table("filled").list.name} { one } }`,
  );
  expect(body.data).toEqual({ no: null, yes: [{ one: 1 }] });
  expect(body.errors).toMatchObject([{ path: ["no"], extensions: { code: expect.any(String) } }]);
  expect(body.errors?.[0]?.extensions.code).not.toBe("INTERNAL_SERVER_ERROR");
});
