import { request } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";

let database: TestDatabase;
let gateway: TestGateway;
let script: string;
beforeAll(async () => {
  database = await createDatabase("create table notes (id int primary key)");
  gateway = await startGateway({ databases: { main: { url: database.url, prefix: "" } } });
  const page = await ask("/dashboard");
  script = /src="([^"]+\.js)"/.exec(page.text)?.[1] ?? "";
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

/** What is answered to these very headers, as it is on the wire. */
function ask(path: string, headers: Record<string, string> = {}, method = "GET", { url } = gateway) {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer; text: string }>(
    (resolve, reject) => {
      const { port } = new URL(url);
      const sent = request({ host: "127.0.0.1", port, path, method, headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () => {
          const body = Buffer.concat(chunks);
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body, text: body.toString() });
        });
      });
      sent.on("error", reject);
      sent.end();
    },
  );
}

test("the page loads what this gateway serves and runs nothing else, and nobody frames it", async () => {
  const { status, headers, text } = await ask("/dashboard");
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-cache",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
  });
  const policy = String(headers["content-security-policy"]);
  expect(policy).toMatch(/default-src 'none'.*script-src 'self';.*frame-ancestors 'none'/);
  expect(policy).not.toMatch(/unsafe|http|\*/);
  expect(text).not.toMatch(/<script(?![^>]* src=)|<style| style=| on\w+=|https?:/);
});

test("what the page names is there, and kept for ever under its name", async () => {
  const { text } = await ask("/dashboard");
  const names = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, name = ""]) => name);
  expect(names.length).toBeGreaterThanOrEqual(3);
  for (const name of names) {
    const { status, headers } = await ask(name);
    expect({ name, status, cache: headers["cache-control"] }).toEqual({
      name,
      status: 200,
      cache: "public, max-age=31536000, immutable",
    });
  }
});

describe("is sent in the form that the client takes", () => {
  const plain = (body: Buffer) => body;
  test.each([
    ["", undefined, plain],
    ["identity", undefined, plain],
    ["deflate", undefined, plain],
    ["gzip", "gzip", gunzipSync],
    ["gzip, deflate, br, zstd", "br", brotliDecompressSync],
    ["BR", "br", brotliDecompressSync],
    ["br;q=0, gzip", "gzip", gunzipSync],
    ["br;q=0, *;q=0.0", undefined, plain],
    ["*", "br", brotliDecompressSync],
  ])("%j", async (accepted, encoding, decoded) => {
    const whole = await ask(script);
    const { headers, body } = await ask(script, { "accept-encoding": accepted });
    expect(headers["content-encoding"]).toBe(encoding);
    expect(headers.vary).toBe("accept-encoding");
    expect(headers["content-length"]).toBe(String(body.length));
    expect(decoded(body).equals(whole.body)).toBe(true);
  });
});

test.each(["/dashboard", "the script"])("%s is not sent again to who has it", async (which) => {
  const path = which === "the script" ? script : which;
  const { etag } = (await ask(path, { "accept-encoding": "br" })).headers;
  for (const known of [`${etag}`, `W/${etag}`, `"other", ${etag}`, "*"]) {
    const { status, body, headers } = await ask(path, { "accept-encoding": "br", "if-none-match": known });
    expect({ known, status, length: body.length, etag: headers.etag }).toEqual({ known, status: 304, length: 0, etag });
  }
  expect((await ask(path, { "accept-encoding": "gzip", "if-none-match": `${etag}` })).status).toBe(200);
});

test("HEAD has the headers alone, other methods are refused", async () => {
  const { status, headers, body } = await ask(script, {}, "HEAD");
  expect([status, body.length]).toEqual([200, 0]);
  expect(Number(headers["content-length"])).toBeGreaterThan(1_000);
  const refused = await ask("/dashboard", {}, "DELETE");
  expect([refused.status, refused.headers.allow]).toEqual([405, "GET, HEAD"]);
});

test.each([
  "/dashboard/index.html",
  "/dashboard/assets",
  "/dashboard/assets/",
  "/dashboard/nothing.js",
  "/dashboard/..%2f..%2fpackage.json",
  "/dashboard/%2e%2e/package.json",
  "/dashboard/constructor",
])("%s is not there", async (path) => {
  expect((await ask(path)).status).toBe(404);
});

test("its files are not there under the name of their compressed form", async () => {
  expect((await ask(`${script}.br`)).status).toBe(404);
});

test("a slash at the end leads to the page", async () => {
  const { status, headers } = await ask("/dashboard/");
  expect([status, headers.location]).toEqual([308, "/dashboard"]);
});

test("answers to the hosts that the API answers to", async () => {
  expect((await ask("/dashboard", { host: "evil.example" })).status).toBe(403);
  expect((await ask(script, { host: "evil.example" })).status).toBe(403);
  expect((await ask("/dashboard", { host: "localhost" })).status).toBe(200);
});

test("a page of another site may lead to it, and load nothing of it", async () => {
  const site = { "sec-fetch-site": "cross-site" };
  expect((await ask("/dashboard", { ...site, "sec-fetch-mode": "navigate" })).status).toBe(200);
  expect((await ask(script, { ...site, "sec-fetch-mode": "no-cors" })).status).toBe(403);
});

test("leads to GraphiQL only where there is one", async () => {
  const production = await startGateway(
    { databases: { main: { url: database.url, prefix: "" } } },
    { development: false },
  );
  const shown = async (where: TestGateway) =>
    /name="sluice-graphiql" content="(\w+)"/.exec((await ask("/dashboard", {}, "GET", where)).text)?.[1];
  const found = [await shown(gateway), await shown(production)];
  await production.dispose();
  expect(found).toEqual(["yes", "no"]);
});

test("where access is configured the files are for everybody, and what they show is not", async () => {
  const auth = { adminSecret: "the secret of administrators" };
  const closed = await startGateway({ databases: { main: { url: database.url, prefix: "" } }, auth });
  const page = await ask("/dashboard", {}, "GET", closed);
  const pools = await closed.send("{ pools { database } }");
  await closed.dispose();
  expect([page.status, page.headers["cache-control"]]).toEqual([200, "no-cache"]);
  expect(page.text).not.toContain("main:");
  expect([pools.status, pools.headers.get("cache-control")]).toEqual([401, "no-store"]);
});

test("is not there where it is turned off", async () => {
  const off = await startGateway({
    databases: { main: { url: database.url, prefix: "" } },
    dashboard: { enabled: false },
  });
  const { status } = await ask("/dashboard", {}, "GET", off);
  await off.dispose();
  expect(status).toBe(404);
});
