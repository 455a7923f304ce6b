import { chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { generate } from "selfsigned";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type PostgresServer, startPostgres } from "../../../examples/demo/postgres/index.ts";
import { createPools, type Pool, type PoolTarget } from "../../../src/pools/index.ts";
import { poolSettings } from "../../unit/pools/support.ts";
import { createPool, until } from "./support.ts";

let directory: string;
let server: PostgresServer;
let files: { readonly ca: string; readonly other: string };
let plain: URL;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "sluice-tls-"));
  server = await startPostgres({ directory });
  plain = new URL(server.url("postgres"));
  // Of `localhost`, not of its address; and its own authority.
  const own = await generate([{ name: "commonName", value: "localhost" }], {
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: true },
      { name: "subjectAltName", altNames: [{ type: 2, value: "localhost" }] },
    ],
  });
  const other = await generate([{ name: "commonName", value: "elsewhere" }], { algorithm: "sha256" });
  files = { ca: join(directory, "ca.pem"), other: join(directory, "other.pem") };
  writeFileSync(files.ca, own.cert);
  writeFileSync(files.other, other.cert);
  const client = new Client({ connectionString: plain.href });
  await client.connect();
  const { rows } = await client.query("show data_directory");
  const data = String(rows[0]?.data_directory);
  const { uid, gid } = statSync(data);
  for (const [name, text] of [
    ["server.crt", own.cert],
    ["server.key", own.private],
  ] as const) {
    writeFileSync(join(data, name), text, { mode: 0o600 });
    chownSync(join(data, name), uid, gid);
  }
  await client.query("alter system set ssl = on");
  await client.query("create role ada login password 'first'");
  await client.query("select pg_reload_conf()");
  await client.end();
  await until(async () => {
    const probe = new Client({ connectionString: `${plain.href}?sslmode=no-verify` });
    const isOn = await probe.connect().then(
      () => true,
      () => false,
    );
    await probe.end().catch(() => {});
    return isOn;
  });
});
afterAll(async () => {
  await server?.stop();
  rmSync(directory, { recursive: true, force: true });
});

const size1 = { size: 1, overflow: 0 };
const tls = {
  text: "select coalesce(version, 'none') from pg_stat_ssl where pid = pg_backend_pid()",
  effects: "none",
} as const;

/** A URL of the server by name or address, with these parameters. */
const urlOf = (host: "localhost" | "127.0.0.1", parameters: string) => {
  const url = new URL(plain);
  url.hostname = host;
  return `${url.href}${parameters && `?${parameters}`}`;
};

describe("what a mode asks for", () => {
  test.each<["127.0.0.1" | "localhost", () => string, string]>([
    ["127.0.0.1", () => "", "none"],
    ["127.0.0.1", () => "sslmode=disable", "none"],
    ["127.0.0.1", () => "sslmode=require", "TLSv1.3"],
    ["127.0.0.1", () => "sslmode=prefer", "TLSv1.3"],
    ["127.0.0.1", () => `sslmode=require&sslrootcert=${files.ca}`, "TLSv1.3"],
    ["127.0.0.1", () => `sslmode=verify-ca&sslrootcert=${files.ca}`, "TLSv1.3"],
    ["localhost", () => `sslmode=verify-full&sslrootcert=${files.ca}`, "TLSv1.3"],
    ["localhost", () => `sslrootcert=${files.ca}`, "TLSv1.3"],
    ["localhost", () => `sslmode=verify-full&sslrootcert=${files.ca}&sslnegotiation=direct`, "TLSv1.3"],
  ])("%s, case %#: it connects", async (host, parameters, version) => {
    expect(await createPool(urlOf(host, parameters()), size1).value(tls)).toBe(version);
  });

  test.each<["127.0.0.1" | "localhost", () => string, RegExp]>([
    ["127.0.0.1", () => `sslmode=verify-full&sslrootcert=${files.ca}`, /IP: 127\.0\.0\.1 is not in the cert's list/],
    ["localhost", () => "sslmode=verify-full", /self-signed certificate/],
    ["localhost", () => `sslmode=verify-ca&sslrootcert=${files.other}`, /certificate|signature/],
    ["localhost", () => `sslmode=require&sslrootcert=${files.other}`, /certificate|signature/],
  ])("%s, case %#: it refuses, and says why", async (host, parameters, reason) => {
    const pool = createPool(urlOf(host, parameters()), size1);
    await expect(pool.open()).rejects.toThrow(reason);
    await expect(pool.value(tls)).rejects.toMatchObject({ message: expect.not.stringMatching(reason) });
  });

  test.each([
    ["sslmode=verify-ca", "databases.shop: sslmode=verify-ca needs the certificate to trust"],
    ["sslmode=verify-full&sslrootcert=/none.pem", "databases.shop: sslrootcert: /none.pem cannot be read (ENOENT)"],
    [
      "sslmode=maybe",
      'databases.shop: sslmode is one of disable, allow, prefer, require, no-verify, verify-ca, verify-full, not "maybe"',
    ],
  ])("%s stops the start", (parameters, message) => {
    expect(() => createPool(urlOf("localhost", parameters), size1)).toThrow(message);
  });

  test("and a server without TLS is never spoken to in clear", async () => {
    const bare = await startPostgres({ directory: join(directory, "bare") });
    onTestFinished(() => bare.stop());
    for (const mode of ["prefer", "require", "verify-full"]) {
      const pool = createPool(`${bare.url("postgres")}?sslmode=${mode}`, size1);
      await expect(pool.open()).rejects.toThrow("does not support SSL");
    }
  });
});

test("a cancel goes over the same TLS", async () => {
  // Whoever comes without it is turned away.
  const client = new Client({ connectionString: plain.href });
  await client.connect();
  const { rows } = await client.query("show hba_file");
  await client.end();
  writeFileSync(String(rows[0]?.hba_file), "hostssl all all all scram-sha-256\n");
  const admin = new Client({ connectionString: `${plain.href}?sslmode=no-verify` });
  await admin.connect();
  await admin.query("select pg_reload_conf()");
  await admin.end();
  const pool = createPool(urlOf("localhost", `sslmode=verify-full&sslrootcert=${files.ca}`), {
    ...size1,
    queryTimeout: 1_000,
  });
  await expect(pool.value({ text: "select pg_sleep(60)" })).rejects.toMatchObject({ code: "STATEMENT_TIMEOUT" });
  expect(await pool.value(tls)).toBe("TLSv1.3");
  expect(pool.stats()).toMatchObject({ created: 1, destroyed: 0 });
});

describe("a password", () => {
  function poolOf(connection: PoolTarget["connection"]): Pool {
    const pools = createPools([{ name: "shop", connection, settings: poolSettings(size1) }]);
    onTestFinished(() => pools.close({ deadline: 0 }));
    return pools.get("shop");
  }
  const address = () => ({
    host: "localhost",
    port: server.port,
    database: "postgres",
    user: "ada",
    sslmode: "require",
  });

  test("is asked for again for each connection, and after a refusal", async () => {
    let password = "wrong";
    let asked = 0;
    const pool = poolOf({
      ...address(),
      password: async () => {
        asked += 1;
        return password;
      },
    });
    await expect(pool.value(tls)).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE", cause: { code: "28P01" } });
    expect(pool.stats().breaker.state).toBe("open");
    password = "first";
    pool.resetBreaker();
    expect(await pool.value(tls)).toBe("TLSv1.3");
    pool.drain();
    await until(() => pool.stats().idle === 1 || pool.stats().total === 0);
    expect(await pool.value(tls)).toBe("TLSv1.3");
    expect(asked).toBe(3);
  });

  test("whose source fails is a connection that failed", async () => {
    const pool = poolOf({ ...address(), password: () => Promise.reject(new Error("no token")) });
    await expect(pool.open()).rejects.toThrow('Cannot connect to database "shop" at localhost:');
    await expect(
      poolOf({ ...address(), password: () => Promise.reject(new Error("no token")) }).value(tls),
    ).rejects.toMatchObject({
      code: "DATABASE_UNAVAILABLE",
      cause: new Error("no token"),
    });
  });

  test("may stand in .pgpass", async () => {
    const file = join(directory, "pgpass");
    writeFileSync(file, `localhost:${server.port}:*:ada:first\n`, { mode: 0o600 });
    process.env.PGPASSFILE = file;
    onTestFinished(() => {
      delete process.env.PGPASSFILE;
    });
    expect(await poolOf(address()).value(tls)).toBe("TLSv1.3");
    const url = `postgres://ada@localhost:${server.port}/postgres?sslmode=require`;
    expect(await poolOf({ url }).value(tls)).toBe("TLSv1.3");
  });

  test("that is nowhere is asked for in words", async () => {
    await expect(poolOf(address()).open()).rejects.toThrow("the server asks for a password and none was given");
  });
});
