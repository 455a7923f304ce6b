import { expect, test } from "vitest";
import { resolveConfig, type SluiceConfig } from "../../../src/config/index.ts";
import { problemsOf } from "./problems-of.ts";

const url = "postgres://me@localhost/shop";
const resolve = (config: SluiceConfig) => resolveConfig(config, { strictNames: true });
/** As which roles of the database the gateway's come, and where that was written. */
const rolesOf = (config: SluiceConfig) => {
  const [first] = resolve(config).databases;
  return first?.rowSecurity && Object.fromEntries(first.rowSecurity.roles);
};

test("rules decide where nothing is said", () => {
  expect(rolesOf({ databases: { shop: { url } }, roles: { customer: {} } })).toBeUndefined();
  expect(rolesOf({ databases: { shop: { url, access: "rules" } } })).toBeUndefined();
});

test("a role is the database's one of the same name, or the one that was written down", () => {
  expect(
    rolesOf({
      databases: {
        shop: { url, access: "rls", rowSecurity: { roles: { customer: "app_customer", toString: "app_text" } } },
        billing: { url, access: "rls", rowSecurity: { roles: { clerk: "billing_clerk" } } },
      },
      auth: { anonymousRole: "visitor", adminSecret: "a secret of sixteen" },
      roles: { customer: {}, packer: {} },
    }),
  ).toEqual({
    admin: { name: "admin", path: undefined },
    customer: { name: "app_customer", path: "databases.shop.rowSecurity.roles.customer" },
    packer: { name: "packer", path: undefined },
    toString: { name: "app_text", path: "databases.shop.rowSecurity.roles.toString" },
    clerk: { name: "clerk", path: undefined },
    visitor: { name: "visitor", path: undefined },
  });
});

test("a role with a name that every object has is no other's", () => {
  const config = { databases: { shop: { url, access: "rls" } }, roles: { constructor: {} } } as const;
  expect(rolesOf(config)?.constructor).toEqual({ name: "constructor", path: undefined });
});

test.each<readonly [object, string]>([
  [{ databases: { shop: { url, access: "RLS" } } }, 'databases.shop.access: must be "rules" or "rls", received "RLS"'],
  [
    { databases: { shop: { url, rowSecurity: { roles: {} } } } },
    'databases.shop.rowSecurity: is for a database with access: "rls"',
  ],
  [
    { databases: { shop: { url, access: "rls", rowSecurity: { roles: { customer: "" } } } } },
    'databases.shop.rowSecurity.roles.customer: must be the name of a role of the database, received ""',
  ],
  [
    { databases: { shop: { url, access: "rls", rowSecurity: { role: {} } } } },
    'databases.shop.rowSecurity.role: is not a setting; did you mean "roles"?',
  ],
  [
    {
      databases: { shop: { url, access: "rls" } },
      roles: { customer: { databases: { shop: { tables: { orders: { select: { columns: "*" } } } } } } },
    },
    'roles.customer.databases.shop: has no rules: row security decides there (access: "rls")',
  ],
])("is refused: %j", async (config, problem) => {
  expect(await problemsOf(() => resolve(config))).toEqual([problem]);
});
