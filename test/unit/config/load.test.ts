import { expect, test } from "vitest";
import { type ConfigFlags, loadConfig } from "../../../src/config/index.ts";
import { makeDirectory } from "./directory.ts";
import { problemsOf } from "./problems-of.ts";

interface Sources {
  readonly flags?: ConfigFlags;
  readonly env?: Record<string, string>;
  readonly files?: Readonly<Record<string, string>>;
  readonly whenNoDatabase?: () => Promise<{ databases: Record<string, string> }>;
}

const load = ({ files = {}, env = {}, ...rest }: Sources) => loadConfig({ cwd: makeDirectory(files), env, ...rest });
const json = (config: object) => ({ "sluice.config.json": JSON.stringify(config) });
const file = "postgres://file/shop";
const connections = async (sources: Sources) =>
  Object.fromEntries((await load(sources)).databases.map(({ name, connection }) => [name, connection]));

test("DATABASE_URL is the database main, without a prefix", async () => {
  const { databases, strictNames } = await load({ env: { DATABASE_URL: file } });
  expect(databases).toMatchObject([{ name: "main", prefix: "", connection: { url: file } }]);
  expect(strictNames).toBe(false);
});

test("DATABASE_URL is not read where anything else names a database", async () => {
  const env = { DATABASE_URL: "postgres://env/main" };
  expect(await connections({ env, files: json({ databases: { shop: file } }) })).toEqual({ shop: { url: file } });
  expect(await connections({ env, flags: { databases: [`a=${file}`] } })).toEqual({ a: { url: file } });
  expect(await connections({ env: { ...env, SLUICE_DB__B__HOST: "h" } })).toEqual({ b: { host: "h" } });
});

test("settings of main without an address belong to DATABASE_URL", async () => {
  const env = { DATABASE_URL: file, SLUICE_DB__MAIN__SIZE: "2", SLUICE_DB__MAIN__PREFIX: "app" };
  expect((await load({ env })).databases).toMatchObject([{ name: "main", prefix: "app", pool: { size: 2 } }]);
});

test("every variable has its setting", async () => {
  const start = "SLUICE_DB__MY_SHOP__";
  const env = {
    HOST: "h",
    PORT: "5433",
    DATABASE: "d",
    USER: "u",
    PASSWORD: "p",
    SIZE: "2",
    OVERFLOW: "0",
    READ_ONLY: "TRUE",
    PREFIX: "",
    SCHEMAS: "public, sales",
  };
  const named = Object.fromEntries(Object.entries(env).map(([key, value]) => [start + key, value]));
  const { databases, strictNames } = await load({ env: named });
  expect(databases).toMatchObject([
    {
      name: "my_shop",
      prefix: "",
      schemas: ["public", "sales"],
      readOnly: true,
      connection: { host: "h", port: 5433, database: "d", user: "u", password: "p" },
      pool: { size: 2, overflow: 0 },
    },
  ]);
  expect(strictNames).toBe(false);
});

test("a variable finds the database of the file whatever its case, and an empty one is absent", async () => {
  const files = json({ databases: { myShop: { url: file, prefix: "s" } } });
  const env = {
    SLUICE_DB__MYSHOP__SIZE: "2",
    SLUICE_DB__MYSHOP__URL: "",
    SLUICE_DB__OTHER__HOST: "",
    DATABASE_URL: "",
  };
  const { databases, strictNames } = await load({ files, env });
  expect(databases).toMatchObject([{ name: "myShop", prefix: "s", connection: { url: file }, pool: { size: 2 } }]);
  expect(strictNames).toBe(true);
});

test("a variable with a mistake is named as it is", async () => {
  const env = {
    SLUICE_DB__A__URL: "postgres://h/a",
    SLUICE_DB__A__SIZE: "ten",
    SLUICE_DB__A__PORT: "99999",
    SLUICE_DB__A__READ_ONLY: "maybe",
    SLUICE_DB__A__SCHEMAS: "a,,b",
    SLUICE_DB__A__PASSWRD: "x",
    SLUICE_DB__A__: "x",
    SLUICE_DB__A: "x",
    SLUICE_DB___B__HOST: "h",
  };
  const settings =
    "known are URL, HOST, PORT, DATABASE, USER, PASSWORD, PASSWORD_FILE, SSLMODE, SSLROOTCERT, SSLCERT, SSLKEY, SIZE, OVERFLOW, READ_ONLY, PREFIX, SCHEMAS";
  expect(await problemsOf(() => load({ env }))).toEqual([
    'SLUICE_DB__A__PASSWRD: is not a setting: "PASSWRD"; did you mean "PASSWORD"?',
    `SLUICE_DB__A__: is not a setting: ""; ${settings}`,
    `SLUICE_DB__A: must be SLUICE_DB__<NAME>__<SETTING>; ${settings}`,
    "SLUICE_DB__A__PORT: must be a whole number from 1 to 65535, received 99999",
    'SLUICE_DB__A__SCHEMAS: must be the name of a schema, received ""',
    'SLUICE_DB__A__READ_ONLY: must be true or false, received "maybe"',
    'SLUICE_DB__A__SIZE: must be a whole number from 1 to 262143, received "ten"',
    'SLUICE_DB___B__HOST: must be letters, digits and "_", with a letter first',
    'SLUICE_DB__A__PORT: must not stand beside "url", which says it too',
  ]);
});

test("the environment wins over .env, and .env completes it", async () => {
  const files = { ".env": "SLUICE_DB__A__HOST=dot\nSLUICE_DB__B__HOST='dot'\n# no\nOTHER=1\n" };
  const env: Record<string, string> = { SLUICE_DB__A__HOST: "env" };
  expect(await connections({ files, env })).toEqual({ a: { host: "env" }, b: { host: "dot" } });
  expect(env.OTHER).toBe("1");
});

test("each source wins over the one before it, setting by setting", async () => {
  const files = {
    ...json({
      databases: {
        a: { url: "postgres://me:word@file/a", pool: { size: 1, overflow: 1 } },
        b: { host: "file", database: "b", password: "file" },
      },
      server: { host: "0.0.0.0", port: 1 },
    }),
    ".env": "SLUICE_DB__A__SIZE=2\nSLUICE_DB__A__HOST=dotenv",
  };
  const env = { SLUICE_DB__A__SIZE: "3", SLUICE_DB__B__URL: "postgres://env/b" };
  const flags = { databases: ["c=postgres://flag/c", "B2=postgres://flag/b2"], port: "2" };
  const { databases, server } = await load({ files, env, flags });
  expect(databases).toMatchObject([
    { name: "a", connection: { url: "postgres://me:word@dotenv/a" }, pool: { size: 3, overflow: 1 } },
    { name: "b", connection: { url: "postgres://env/b" } },
    { name: "c", prefix: "c", connection: { url: "postgres://flag/c" } },
    { name: "B2", prefix: "B2" },
  ]);
  expect(server).toMatchObject({ host: "0.0.0.0", port: 2 });
});

test("the URL of a flag replaces the whole address and keeps the rest", async () => {
  const files = json({ databases: { a: { host: "h", password: "x", prefix: "p", pool: { size: 2 } } } });
  const env = { SLUICE_DB__A__PASSWORD_FILE: "/none" };
  const { databases } = await load({ files, env, flags: { databases: ["a=postgres://flag/a"] } });
  expect(databases).toMatchObject([{ prefix: "p", pool: { size: 2 } }]);
  expect(databases[0]?.connection).toEqual({ url: "postgres://flag/a" });
});

test("a password file of a later source replaces a password, and the reverse", async () => {
  const cwd = makeDirectory({ secret: "late", ...json({ databases: { a: { host: "h", password: "early" } } }) });
  const late = await loadConfig({ cwd, env: { SLUICE_DB__A__PASSWORD_FILE: "secret" } });
  const connection = late.databases[0]?.connection;
  expect(connection).toEqual({ host: "h", password: expect.any(Function) });
  expect(typeof connection?.password === "function" && connection.password()).toBe("late");
  const files = json({ databases: { a: { host: "h", passwordFile: "/none" } } });
  expect(await connections({ files, env: { SLUICE_DB__A__PASSWORD: "late" } })).toEqual({
    a: { host: "h", password: "late" },
  });
});

test("a URL without a name is the database main, without a prefix unless it has one", async () => {
  const flags = { databases: ["postgres://flag/x?sslmode=disable"] };
  const url = flags.databases[0];
  expect((await load({ flags })).databases).toMatchObject([{ name: "main", prefix: "", connection: { url } }]);
  const files = json({ databases: { main: { url: file } } });
  expect((await load({ flags, files })).databases).toMatchObject([
    { name: "main", prefix: "main", connection: { url } },
  ]);
});

test("flags with mistakes are named as they are", async () => {
  const flags = { databases: ["a=x", "a=postgres://h/a", "b-c=postgres://h/b", "shop"], host: "a b", port: "http" };
  const url = 'must be a URL like postgres://user:password@host:5432/database, received "***"';
  expect(await problemsOf(() => load({ flags: { ...flags, databases: flags.databases.slice(1) } }))).toEqual([
    '--database "b-c": must be letters, digits and "_", with a letter first',
    `--database: ${url}`,
    '--host: must be a host name or an address, received "a b"',
    '--port: must be a whole number from 0 to 65535, received "http"',
  ]);
  expect(await problemsOf(() => load({ flags: { databases: ["a=postgres://h/1", "a=postgres://h/2"] } }))).toEqual([
    '--database a: names "a" a second time',
  ]);
});

test("--read-only is for every database", async () => {
  const files = json({ databases: { a: file, b: { url: file, readOnly: false } } });
  const { databases } = await load({ files, flags: { readOnly: true } });
  expect(databases.map(({ readOnly }) => readOnly)).toEqual([true, true]);
});

test("without a database it says how to name one", async () => {
  await expect(load({})).rejects.toThrow(
    [
      "No database is named. Name each one in one of these places:",
      "  a flag: --database shop=postgres://user:password@host:5432/database",
      '  sluice.config.ts: export default { databases: { shop: "postgres://…" } }',
      "  environment or .env: SLUICE_DB__SHOP__URL=postgres://…, or only DATABASE_URL",
    ].join("\n"),
  );
});

test("a database with settings and no address is a problem of its own", async () => {
  expect(await problemsOf(() => load({ env: { SLUICE_DB__A__SIZE: "2" } }))).toEqual([
    'databases.a: must have a "url", or a "host" and a "database"',
  ]);
});

test("databases of last resort lie below every source", async () => {
  const whenNoDatabase = async () => ({ databases: { shop: file } });
  const files = json({ server: { port: 1 } });
  const { databases, server, strictNames } = await load({ whenNoDatabase, files, env: { SLUICE_DB__SHOP__SIZE: "2" } });
  expect(databases).toMatchObject([{ name: "shop", connection: { url: file }, pool: { size: 2 } }]);
  expect({ port: server.port, strictNames }).toEqual({ port: 1, strictNames: true });
});

test("databases of last resort are not made in vain", async () => {
  const whenNoDatabase = () => Promise.reject(new Error("must not be called"));
  expect(await problemsOf(() => load({ whenNoDatabase, flags: { port: "x" } }))).toHaveLength(1);
  expect(await problemsOf(() => load({ whenNoDatabase, files: { "sluice.config.json": "{" } }))).toHaveLength(1);
  expect((await load({ whenNoDatabase, env: { DATABASE_URL: file } })).databases).toHaveLength(1);
});
