import { expect, test } from "vitest";
import { resolveConfig } from "../../../src/config/index.ts";
import { problemsOf } from "./problems-of.ts";

const databases = { shop: { host: "h" } };
/** A configuration that TypeScript would refuse. */
const wrong = (roles: unknown) => problemsOf(() => resolveConfig(Object({ databases, roles }), { strictNames: true }));
const resolve = (roles: object) => resolveConfig(Object({ databases, roles }), { strictNames: true }).roles;
const onOrders = (orders: unknown) => ({ customer: { databases: { shop: { tables: { orders } } } } });
const name = "must be the name of a role: 1 to 128 characters, no comma";
const path = "roles.customer.databases.shop.tables.orders";

test("rights keep what was written, with where it was written", () => {
  const select = { columns: ["id"], filter: { id: { eq: { $claim: "a.b" } } } };
  const insert = { columns: "*", check: {}, preset: { owner: null } };
  expect(
    resolve({ clerk: {}, customer: { inherits: ["clerk"], ...onOrders({ select, insert, delete: {} }).customer } }),
  ).toEqual([
    {
      name: "clerk",
      path: "roles.clerk",
      inherits: [],
      gateway: { pools: false, verbs: false, traces: false },
      tables: [],
    },
    {
      name: "customer",
      path: "roles.customer",
      inherits: ["clerk"],
      gateway: { pools: false, verbs: false, traces: false },
      tables: [
        {
          database: "shop",
          table: "orders",
          path,
          select: [{ ...select, aggregates: true }],
          insert,
          delete: {},
        },
      ],
    },
  ]);
  const several = resolve(onOrders({ select: [select, { columns: "*" }] }));
  expect(several[0]?.tables[0]?.select).toHaveLength(2);
});

test.each<[string, unknown, readonly string[]]>([
  ["no object", 5, ["roles: must be an object, received 5"]],
  ["a role of another form", { customer: [] }, ["roles.customer: must be an object, received a list"]],
  [
    "an unknown setting",
    { customer: { inherit: [] } },
    ['roles.customer.inherit: is not a setting; did you mean "inherits"?'],
  ],
  ["a comma in a name", { "a,b": {} }, [`roles["a,b"]: ${name}`]],
  ["an empty name", { "": {} }, [`roles[""]: ${name}`]],
  ["a long name", { ["a".repeat(129)]: {} }, [`roles.${"a".repeat(129)}: ${name}`]],
  ["a role for admins", { admin: {} }, ["roles.admin: may do everything, and needs no rights"]],
  ["an unknown database", { customer: { databases: { shpo: {} } } }, ["roles.customer.databases.shpo: is no database"]],
  [
    "heirs of what is no role",
    { customer: { inherits: ["clerk", "admin", "__proto__", "constructor"] } },
    ["clerk", "admin", "__proto__", "constructor"].map(
      (role, index) => `roles.customer.inherits[${index}]: is no role: "${role}"`,
    ),
  ],
  [
    "an heir of itself",
    { customer: { inherits: ["customer"] } },
    ["roles.customer.inherits[0]: inherits from customer itself"],
  ],
  [
    "an heir twice",
    { clerk: {}, customer: { inherits: ["clerk", "clerk"] } },
    ["roles.customer.inherits: must not repeat an item, received a list"],
  ],
  [
    "heirs in a circle",
    { a: { inherits: ["b"] }, b: { inherits: ["c"] }, c: { inherits: ["a"] }, d: { inherits: ["a"] } },
    ["a", "b", "c"].map((role) => `roles.${role}.inherits[0]: inherits from ${role} itself`),
  ],
])("%s", async (_, roles, problems) => {
  expect(await wrong(roles)).toEqual(problems);
});

test("strangers have one of the roles, unless databases know more of them", async () => {
  const config = (access: string, roles: object) =>
    Object({ databases: { shop: { host: "h", access } }, roles, auth: { anonymousRole: "vistor" } });
  const problems = (access: string, roles: object) =>
    problemsOf(() => resolveConfig(config(access, roles), { strictNames: true }));
  expect(await problems("rules", { visitor: {} })).toEqual([
    'auth.anonymousRole: is none of the roles; did you mean "visitor"?',
  ]);
  for (const [access, roles] of [
    ["rules", {}],
    ["rules", { vistor: {} }],
    ["rls", { visitor: {} }],
  ] as const) {
    expect(resolveConfig(config(access, roles), { strictNames: true }).auth?.anonymousRole).toBe("vistor");
  }
});

const rule = { columns: "*" };
const columnsRule = 'must be "*" or a list of fields';
test.each<[string, unknown, readonly string[]]>([
  ["no select", { insert: rule }, ["select: must be an object or a list, received nothing"]],
  ["no rule", { select: [] }, ["select: must not be empty, received a list"]],
  ["a rule without columns", { select: {} }, [`select.columns: ${columnsRule}, received nothing`]],
  ["no column", { select: { columns: [] } }, ["select.columns: must name a field, received a list"]],
  ["columns of another form", { select: { columns: "id" } }, [`select.columns: ${columnsRule}, received "id"`]],
  [
    "a column twice",
    { select: { columns: ["id", "id"] } },
    ["select.columns: must not repeat an item, received a list"],
  ],
  [
    "a filter of another form",
    { select: { columns: "*", filter: [] } },
    ["select.filter: must be a filter, as `where` is, received a list"],
  ],
  // A word that is not there would let everything through.
  ...[
    ["select.filter", "a filter, as `where` is"],
    ["select.limit", "a whole number from 1 to 2147483647"],
    ["insert.check", "a filter, as `where` is"],
    ["insert.preset", "an object of values by field"],
    ["update.filter", "a filter, as `where` is"],
    ["update.check", "a filter, as `where` is"],
    ["update.preset", "an object of values by field"],
  ].map(([place = "", shape]): [string, unknown, readonly string[]] => {
    const [verb = "", key = ""] = place.split(".");
    const wanted = { select: rule, [verb]: { ...rule, [key]: undefined } };
    return [`an undefined ${place}`, wanted, [`${place}: must be ${shape}, received nothing`]];
  }),
  [
    "an undefined delete.filter",
    { select: rule, delete: { filter: undefined } },
    ["delete.filter: must be a filter, as `where` is, received nothing"],
  ],
  [
    "one of several rules",
    { select: [rule, { columns: "*", limit: 0 }] },
    ["select[1].limit: must be a whole number from 1 to 2147483647, received 0"],
  ],
  [
    "a filter that is spelt otherwise",
    { select: { columns: "*", filtr: {} } },
    ['select.filtr: is not a setting; did you mean "filter"?'],
  ],
  [
    "a filter of new rows",
    { select: rule, insert: { columns: "*", filter: {} } },
    ["insert.filter: is not a setting; known are columns, check, preset"],
  ],
  ["an update without columns", { select: rule, update: {} }, [`update.columns: ${columnsRule}, received nothing`]],
  [
    "presets of another form",
    { select: rule, insert: { columns: "*", preset: ["id"] } },
    ["insert.preset: must be an object of values by field, received a list"],
  ],
  ["a flag in the place of rights", { select: rule, delete: true }, ["delete: must be an object, received true"]],
])("%s of a table", async (_, orders, problems) => {
  expect(await wrong(onOrders(orders))).toEqual(problems.map((problem) => `${path}.${problem}`));
});

test.each(["__proto__", "constructor", "toString"])("%s is a name as any other", async (own) => {
  const named = (value: unknown) => JSON.parse(`{"${own}": ${JSON.stringify(value)}}`);
  const tables = named({ select: rule });
  const [role] = resolve(named({ databases: { shop: { tables } } }));
  expect(role).toMatchObject({ name: own, tables: [{ table: own, select: [rule] }] });
  expect(await wrong(named({ inherits: 5 }))).toEqual([
    expect.stringMatching(new RegExp(`^roles\\.${own}(\\.inherits)?: must be a list of roles`)),
  ]);
  expect(await wrong({ customer: { databases: named({}) } })).toContain(
    `roles.customer.databases.${own}: is no database`,
  );
  expect(await wrong({ customer: { databases: { shop: { tables: named({ select: [] }) } } } })).toEqual([
    expect.stringMatching(
      new RegExp(`^roles\\.customer\\.databases\\.shop\\.tables\\.${own}(\\.select)?: must not be empty`),
    ),
  ]);
});

test.each([
  ["select", '{"filter": {"__proto__": {"eq": 1}}, "columns": "*"}', "filter"],
  ["select", '{"filter": {"or": [{"id": {"__proto__": 1}}]}, "columns": "*"}', "filter.or[0].id"],
  ["insert", '{"preset": {"__proto__": 1}, "columns": "*"}', "preset"],
  ["insert", '{"check": {"__proto__": {}}, "columns": "*"}', "check"],
])("a rule for %s with %s would be another one without it", async (verb, text, place) => {
  const orders = { select: { columns: "*" }, [verb]: JSON.parse(text) };
  expect(await wrong(onOrders(orders))).toEqual([`${path}.${verb}.${place}.__proto__: is the name of no field`]);
});
