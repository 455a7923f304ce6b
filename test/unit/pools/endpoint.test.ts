import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import type { ConnectionSettings } from "../../../src/config/index.ts";
import { readEndpoint } from "../../../src/pools/endpoint.ts";
import { createPools } from "../../../src/pools/index.ts";
import { poolSettings } from "./support.ts";

function read(connection: ConnectionSettings, readOnly = false) {
  return readEndpoint({ name: "shop", connection, readOnly, settings: poolSettings() });
}

describe("an address", () => {
  test.each([
    ["postgres://ada:s3cret@db.example:6432/shop", "db.example:6432/shop"],
    ["postgres://ada:s3cret@db.example/shop", "db.example:5432/shop"],
    ["postgres://ada:s3cret@[::1]:6432/shop", "[::1]:6432/shop"],
    ["postgres://ada:s3cret@%2Fvar%2Frun%2Fpostgresql/shop", "/var/run/postgresql:5432/shop"],
    ["postgres://ada:s%3Fcret@db.example/shop?application_name=other#s3cret", "db.example:5432/shop"],
  ])("%s is shown as %s", (url, label) => {
    expect(read({ url }).label).toBe(label);
  });

  test("may be given in parts", () => {
    const { label, config } = read({
      host: "db.example",
      port: 6432,
      database: "shop",
      user: "ada",
      password: "s3cret",
    });
    expect(label).toBe("db.example:6432/shop");
    expect(config).toMatchObject({ user: "ada", password: "s3cret", application_name: "sluice/shop" });
  });

  test("that cannot be read is named by its place and not quoted", () => {
    const start = () => read({ url: "postgres://ada:s3cret@db.example:port/shop" });
    expect(start).toThrow("databases.shop.url");
    expect(start).not.toThrow("s3cret");
  });
});

describe("a session", () => {
  const url = "postgres://ada:s3cret@db.example/shop";

  test("prints values in one way and has the limits of the settings", () => {
    expect(read({ url }).config.options).toBe(
      "-c TimeZone=UTC -c IntervalStyle=iso_8601 -c DateStyle=ISO -c extra_float_digits=1 -c bytea_output=hex -c array_nulls=on -c quote_all_identifiers=off -c standard_conforming_strings=on " +
        "-c statement_timeout=30000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000",
    );
  });

  test("refuses to write where the database is read only", () => {
    expect(read({ url }, true).config.options).toMatch(/ -c default_transaction_read_only=on$/);
  });

  test("keeps the options of the URL, before its own", () => {
    const { config } = read({ url: `${url}?options=-c%20work_mem%3D8MB+-c%20TimeZone%3DCET` });
    expect(config.options).toMatch(/^-c work_mem=8MB -c TimeZone=CET -c TimeZone=UTC /);
  });

  test("takes nothing from the URL that would outrank the settings", () => {
    const { config } = read({
      url: `${url}?statement_timeout=1&query_timeout=1&binary=true&application_name=x&connectionTimeoutMillis=1`,
    });
    expect(config).not.toHaveProperty("statement_timeout");
    expect(config).not.toHaveProperty("query_timeout");
    expect(config).not.toHaveProperty("binary");
    expect(config).toMatchObject({ application_name: "sluice/shop", connectionTimeoutMillis: 5_000 });
  });
});

test("a pool shows its target and never the password", () => {
  const pools = createPools([
    { name: "shop", connection: { url: "postgres://ada:s3cret@db.example/shop" }, settings: poolSettings() },
  ]);
  const pool = pools.get("shop");
  expect(pool.target).toBe("db.example:5432/shop");
  expect(inspect(pools, { depth: Number.POSITIVE_INFINITY, showHidden: true })).not.toContain("s3cret");
  expect(JSON.stringify(pools)).not.toContain("s3cret");
});

test("what an address leaves out comes from libpq's variables", () => {
  const variables = { PGHOST: "db.internal", PGPORT: "6543", PGUSER: "ada", PGDATABASE: "shop", PGSSLMODE: "require" };
  const before = { ...process.env };
  Object.assign(process.env, variables);
  try {
    const target = { name: "shop", connection: { user: "bo" }, settings: poolSettings() };
    const { label, config } = readEndpoint(target);
    expect(label).toBe("db.internal:6543/shop");
    expect(config).toMatchObject({ user: "bo", ssl: { rejectUnauthorized: false } });
  } finally {
    for (const name of Object.keys(variables)) delete process.env[name];
    Object.assign(process.env, before);
  }
});
