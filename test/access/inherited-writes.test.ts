import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RoleConfig } from "../../src/config/index.ts";
import { asRole } from "../support/access/token.ts";
import { signingSecret } from "../support/asker.ts";
import { createDatabase, type TestDatabase } from "../support/databases.ts";
import { startGateway, type TestGateway } from "../support/gateway.ts";

const things = (rules: object): RoleConfig => ({
  databases: { main: { tables: { things: { select: { columns: "*" }, ...rules } } } },
});
const mine = { owner: { eq: { $claim: "owner" } } };
const free = { state: { eq: "free" } };
const changed = ["owner", "state"];

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase("create table things (id int primary key, owner int, state text)");
  gateway = await startGateway({
    databases: { main: { url: database.url, prefix: "" } },
    auth: { jwt: { secret: signingSecret } },
    roles: {
      owner: things({
        insert: { columns: "*", check: mine },
        update: { columns: changed, filter: mine },
        delete: { filter: mine },
      }),
      finder: things({
        insert: { columns: "*", check: free },
        update: { columns: changed.toReversed(), filter: free },
        delete: { filter: free },
      }),
      both: { inherits: ["owner", "finder"] },
      keeper: things({ update: { columns: changed, check: mine } }),
      freer: things({ update: { columns: changed, check: free } }),
      putter: { inherits: ["keeper", "freer"] },
      cleaner: things({ delete: {} }),
      all: { inherits: ["both", "cleaner"] },
      none: { inherits: ["owner", "finder"], ...things({ delete: { filter: { state: { eq: "nowhere" } } } }) },
    },
  });
});
beforeEach(() =>
  database.query(
    "truncate things; insert into things values (1, 1, 'used'), (2, 2, 'free'), (3, 2, 'used'), (4, 1, 'free')",
  ),
);
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

const owner = 1;
const ask = async (role: string, fields: string, claims: Readonly<Record<string, unknown>> = { owner }) =>
  (await gateway.send(`mutation { ${fields} }`, {}, await asRole(role, claims))).body;
const left = async () => (await database.query("select id from things order by id")).map(({ id }) => id);

describe("a role that inherits writes what any of them does", () => {
  test.each([
    ["owner", { owner }, [2, 3]],
    ["finder", { owner }, [1, 3]],
    ["both", { owner }, [3]],
    ["both", {}, [1, 3]],
    ["all", {}, []],
    ["none", { owner }, [1, 2, 3, 4]],
  ])("%s with %j deletes", async (role, claims, expected) => {
    expect((await ask(role, "deleteThings(where: {id: {gt: 0}}) { count }", claims)).errors).toBeUndefined();
    expect(await left()).toEqual(expected);
  });

  test.each([
    ["owner", [1, 4]],
    ["finder", [2, 4]],
    ["both", [1, 2, 4]],
  ])("%s changes rows", async (role, expected) => {
    const { errors } = await ask(role, 'updateThings(where: {id: {gt: 0}}, patch: {state: "changed"}) { count }');
    expect(errors).toBeUndefined();
    expect(await database.query("select id from things where state = 'changed' order by id")).toEqual(
      expected.map((id) => ({ id })),
    );
  });

  test.each([
    ["owner", 'owner: 1, state: "used"', true],
    ["owner", 'owner: 2, state: "free"', false],
    ["both", 'owner: 1, state: "used"', true],
    ["both", 'owner: 2, state: "free"', true],
    ["both", 'owner: 2, state: "used"', false],
  ])("%s adds %s: %s", async (role, values, isAllowed) => {
    const { errors } = await ask(role, `createThing(input: {id: 9, ${values}}) { id }`);
    expect(errors?.[0]?.extensions.code).toBe(isAllowed ? undefined : "FORBIDDEN");
    expect(await left()).toEqual(isAllowed ? [1, 2, 3, 4, 9] : [1, 2, 3, 4]);
  });

  test.each([
    ["keeper", 2, "free", false],
    ["putter", 2, "free", true],
    ["putter", 1, "used", true],
    ["putter", 2, "used", false],
  ])("%s leaves a row to %i as %s: %s", async (role, to, state, isAllowed) => {
    const { errors } = await ask(role, `updateThing(id: 3, patch: {owner: ${to}, state: "${state}"}) { id }`);
    expect(errors?.[0]?.extensions.code).toBe(isAllowed ? undefined : "FORBIDDEN");
  });
});

const checked = { update: { columns: changed, filter: mine, check: free } };

test.each([
  ["columns", { update: { columns: ["owner"] } }, { update: { columns: ["state"] } }],
  [
    "presets",
    { insert: { columns: ["id"], preset: { owner: 1 } } },
    { insert: { columns: ["id"], preset: { owner: 2 } } },
  ],
  ["checks of other rows", checked, { update: { columns: changed, filter: free, check: mine } }],
  ["a check beside none", checked, { update: { columns: changed, filter: free } }],
])("rules that are not one by their %s stop the start", async (_, one, other) => {
  const verb = "insert" in one ? "insert" : "update";
  const starting = startGateway({
    databases: { main: { url: database.url, prefix: "" } },
    auth: { jwt: { secret: signingSecret } },
    roles: { one: things(one), other: things(other), both: { inherits: ["one", "other"] } },
  });
  await expect(starting).rejects.toThrow(`roles.both.inherits: inherits several rules for ${verb} of main.things`);
});
