import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type DatabaseConfig, resolveConfig, type SluiceConfig } from "../../../src/config/index.ts";
import { defineConfig } from "../../../src/gateway/index.ts";
import { makeDirectory } from "./directory.ts";
import { problemsOf } from "./problems-of.ts";

const resolve = (config: SluiceConfig) => resolveConfig(config, { strictNames: true });
/** A configuration that TypeScript would refuse. */
const wrong = (config: object) => problemsOf(() => resolve(config));
const shop = "postgres://me@localhost/shop";

test("a URL alone has every default", () => {
  expect(resolve({ databases: { shop } })).toEqual({
    databases: [
      {
        name: "shop",
        prefix: "shop",
        schemas: ["public"],
        readOnly: false,
        raisedMessages: false,
        connection: { url: shop },
        pool: {
          size: 5,
          overflow: 15,
          overflowIdle: 5000,
          acquireTimeout: 5000,
          maxWaiting: 10000,
          connectTimeout: 5000,
          queryTimeout: 35000,
          statementTimeout: 30000,
          lockTimeout: 10000,
          idleInTransactionTimeout: 60000,
          maxLifetime: 3600000,
          maxUses: 50000,
          validateAfterIdle: 30000,
          validationQuery: "select 1",
          closeAfterUnused: 1800000,
          leakWarning: 60000,
          pooler: "auto",
          breaker: { failures: 5, resetAfter: 60000 },
          maxResultBytes: 67108864,
          applicationName: "sluice/shop",
        },
        tables: [],
        types: [],
      },
    ],
    links: [],
    server: { host: "127.0.0.1", port: 4000, allowedHosts: [] },
    limits: {
      maxLimit: 1000,
      requestBytes: 4194304,
      documentTokens: 20000,
      depth: 50,
      responseBytes: 67108864,
      subscriptions: 10000,
      sockets: 10000,
      operationsPerSocket: 100,
    },
    runSql: { mode: "off", maxRows: 1000, maxBytes: 1048576, timeout: 10000 },
    dashboard: { enabled: true },
    relay: false,
    strictNames: true,
  });
});

test("relay is kept, and is true or false", async () => {
  expect(resolve({ databases: { shop }, relay: true }).relay).toBe(true);
  expect(await problemsOf(() => resolve(Object({ databases: { shop }, relay: "yes" })))).toEqual([
    'relay: must be true or false, received "yes"',
  ]);
});

test("what is written is kept, in the order of writing", () => {
  const sizes = { maxLimit: 5, requestBytes: 1, documentTokens: 2, depth: 3, responseBytes: 4 };
  const limits = { ...sizes, subscriptions: 6, sockets: 7, operationsPerSocket: 8 };
  const config = defineConfig({
    databases: {
      zoo: { host: "db", port: 5433, database: "zoo", user: "me", password: "secret", prefix: "", readOnly: true },
      shop: { url: shop, schemas: ["sales", "public"], pool: { size: 1, overflow: 0, statementTimeout: 0 } },
    },
    server: { host: "0.0.0.0", port: 0, allowedHosts: ["api.example.com"], exampleQuery: "{ a }" },
    limits,
  });
  const { databases, server, limits: resolved } = resolve(config);
  expect(databases).toMatchObject([
    {
      name: "zoo",
      prefix: "",
      readOnly: true,
      raisedMessages: false,
      connection: { host: "db", port: 5433, database: "zoo", user: "me", password: "secret" },
    },
    {
      name: "shop",
      schemas: ["sales", "public"],
      pool: { size: 1, overflow: 0, statementTimeout: 0, lockTimeout: 10000 },
    },
  ]);
  expect(server).toEqual({ host: "0.0.0.0", port: 0, allowedHosts: ["api.example.com"], exampleQuery: "{ a }" });
  expect(resolved).toEqual(limits);
});

test("an undefined setting counts as absent", () => {
  const [database] = resolve({
    databases: { shop: { url: shop, prefix: undefined, pool: { size: undefined } } },
  }).databases;
  expect(database).toMatchObject({ prefix: "shop", pool: { size: 5 } });
  expect(database?.connection).toEqual({ url: shop });
});

test("a default application name fits into what Postgres keeps", () => {
  const name = "a".repeat(80);
  expect(resolve({ databases: { [name]: shop } }).databases[0]?.pool.applicationName).toHaveLength(63);
});

test("a password beside a URL goes into the URL", () => {
  const connect = (url: string) =>
    resolve({ databases: { shop: { url, password: "a/b@c%d" } } }).databases[0]?.connection;
  expect(connect(shop)).toEqual({ url: "postgres://me:a%2Fb%40c%25d@localhost/shop" });
  expect(connect("postgres:///shop?host=/run")).toEqual({ url: "postgres:///shop?host=%2Frun&password=a%2Fb%40c%25d" });
});

test("a password file is read for each connection, without the newline at its end", () => {
  const cwd = makeDirectory({ secret: "pass word\r\n" });
  for (const address of [{ host: "h" }, { url: "postgres://me@h/shop" }]) {
    writeFileSync(join(cwd, "secret"), "pass word\r\n");
    const database = { ...address, passwordFile: "secret" };
    const { databases } = resolveConfig({ databases: { shop: database } }, { strictNames: true, cwd });
    expect(databases[0]?.connection).toEqual({ ...address, password: expect.any(Function) });
    const { password } = databases[0]?.connection ?? {};
    if (typeof password !== "function") throw new Error("It is no function.");
    expect(password()).toBe("pass word");
    writeFileSync(join(cwd, "secret"), "rotated\n");
    expect(password()).toBe("rotated");
  }
});

test("a password may be a function, and TLS has the names of libpq", () => {
  const password = () => "token";
  const connection = (database: DatabaseConfig) => resolve({ databases: { shop: database } }).databases[0]?.connection;
  expect(connection({ url: shop, password })).toEqual({ url: shop, password });
  const tls = { sslmode: "verify-full", sslrootcert: "ca.pem", sslcert: "me.pem", sslkey: "me.key" } as const;
  expect(connection({ host: "h", password, ...tls })).toEqual({ host: "h", password, ...tls });
  expect(() => connection({ url: shop, sslmode: "require" })).toThrow(
    'databases.shop.sslmode: must not stand beside "url", which says it too',
  );
});

test("a password file that gives no password is a problem", async () => {
  const cwd = makeDirectory({ empty: "\n" });
  const databases = Object.fromEntries(
    ["empty", "absent", "."].map((passwordFile, index) => [`d${index}`, { host: "h", passwordFile }]),
  );
  expect(await problemsOf(() => resolveConfig({ databases }, { strictNames: true, cwd }))).toEqual([
    'databases.d0.passwordFile: must hold a password but is empty, received "empty"',
    'databases.d1.passwordFile: cannot be read (there is no such file), received "absent"',
    'databases.d2.passwordFile: cannot be read (it is a directory), received "."',
  ]);
});

test("every number has a range", async () => {
  const pool = {
    size: 0,
    overflow: -1,
    overflowIdle: -1,
    acquireTimeout: 0,
    maxWaiting: 1.5,
    connectTimeout: 2_147_483_648,
    queryTimeout: "5s",
    statementTimeout: Number.NaN,
    lockTimeout: null,
    idleInTransactionTimeout: true,
    maxResultBytes: [],
    applicationName: "é".repeat(32),
  };
  expect(await wrong({ databases: { shop: { host: "h", port: 0, pool } } })).toEqual([
    "databases.shop.port: must be a whole number from 1 to 65535, received 0",
    "databases.shop.pool.size: must be a whole number from 1 to 262143, received 0",
    "databases.shop.pool.overflow: must be a whole number from 0 to 262143, received -1",
    "databases.shop.pool.overflowIdle: must be a whole number from 0 to 2147483647, received -1",
    "databases.shop.pool.acquireTimeout: must be a whole number from 1 to 2147483647, received 0",
    "databases.shop.pool.maxWaiting: must be a whole number from 0 to 2147483647, received 1.5",
    "databases.shop.pool.connectTimeout: must be a whole number from 1 to 2147483647, received 2147483648",
    'databases.shop.pool.queryTimeout: must be a whole number from 1 to 2147483647, received "5s"',
    "databases.shop.pool.statementTimeout: must be a whole number from 0 to 2147483647, received NaN",
    "databases.shop.pool.lockTimeout: must be a whole number from 0 to 2147483647, received null",
    "databases.shop.pool.idleInTransactionTimeout: must be a whole number from 0 to 2147483647, received true",
    "databases.shop.pool.maxResultBytes: must be a whole number from 1 to 2147483647, received a list",
    `databases.shop.pool.applicationName: must be a text of 1 to 63 bytes, received "${"é".repeat(32)}"`,
  ]);
});

test("an unknown key names the nearest one, or all", async () => {
  const config = { databses: {}, databases: { shop: { url: shop, pool: { szie: 1 } } }, limits: { colour: 1 } };
  expect(await wrong(config)).toEqual([
    'databases.shop.pool.szie: is not a setting; did you mean "size"?',
    "limits.colour: is not a setting; known are maxLimit, requestBytes, documentTokens, depth, responseBytes, subscriptions, sockets, operationsPerSocket",
    'databses: is not a setting; did you mean "databases"?',
  ]);
});

test("a database needs an address, and only one", async () => {
  const url = "postgres://me:word@h/shop";
  const databases = {
    none: {},
    user: { user: "me", password: "x" },
    twice: { url: shop, host: "h", port: 1, database: "d", user: "u" },
    password: { url, password: "x" },
    file: { url, passwordFile: "x" },
    both: { host: "h", password: "x", passwordFile: "x" },
  };
  const problems = await wrong({ databases });
  expect(problems.filter((problem) => !problem.includes("cannot be read"))).toEqual([
    'databases.twice.host: must not stand beside "url", which says it too',
    'databases.twice.port: must not stand beside "url", which says it too',
    'databases.twice.database: must not stand beside "url", which says it too',
    'databases.twice.user: must not stand beside "url", which says it too',
    'databases.password.password: must not stand beside a "url" that holds a password',
    'databases.file.passwordFile: must not stand beside a "url" that holds a password',
    'databases.both.passwordFile: must not stand beside "password"',
    'databases.none: must have a "url", or a "host" and a "database"',
    'databases.user: must have a "url", or a "host" and a "database"',
  ]);
});

test("no database at all is a problem", async () => {
  expect(await wrong({})).toEqual(["databases: must name at least one database"]);
  expect(await wrong({ databases: {} })).toEqual(["databases: must name at least one database"]);
});

test("names, prefixes, schemas and hosts are checked", async () => {
  const config = {
    databases: {
      "my-shop": shop,
      _a: shop,
      b: { host: "http://h", prefix: "9", schemas: [] },
      c: { host: "h", schemas: ["a", "a"] },
    },
    server: { host: "", port: 65536, allowedHosts: ["https://h"], exampleQuery: 5 },
  };
  expect(await wrong(config)).toEqual([
    'databases["my-shop"]: must be letters, digits and "_", with a letter first',
    'databases._a: must be letters, digits and "_", with a letter first',
    'databases.b.host: must be a host name, an address, or the directory of a socket, received "http://h"',
    'databases.b.prefix: must be letters, digits and "_", with a letter first, or "" for none, received "9"',
    "databases.b.schemas: must name a schema, received a list",
    "databases.c.schemas: must not repeat an item, received a list",
    'server.host: must be a host name or an address, received ""',
    "server.port: must be a whole number from 0 to 65535, received 65536",
    'server.allowedHosts[0]: must be a host name, without http:// and path, received "https://h"',
    "server.exampleQuery: must be a text, received 5",
  ]);
});

test("a value of another kind is one problem", async () => {
  expect(await wrong({ databases: 5, links: {}, server: [], limits: null })).toEqual([
    "databases: must be an object, received 5",
    "links: must be a list of links, received an object",
    "server: must be an object, received a list",
    "limits: must be an object, received null",
  ]);
  expect(await wrong({ databases: { a: 5, b: undefined, c: () => shop } })).toEqual([
    "databases.a: must be a URL or an object, received 5",
    "databases.b: must be a URL or an object, received nothing",
    "databases.c: must be a URL or an object, received a function",
  ]);
});

test("the title counts", () => {
  expect(() => resolve({})).toThrow(/^The configuration has a problem:\n {2}databases: must/);
  expect(() => resolve({ limits: { maxLimit: 0 } })).toThrow(/^The configuration has 2 problems:\n/);
});
