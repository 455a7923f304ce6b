import { request } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(`
    create table notes (id int primary key, body text not null);
    insert into notes values (1, 'one'), (2, 'two');
    create view halves as select 1 / (id - id) as half from notes;
    create function complain() returns int language plpgsql as $$
      begin raise exception 'secret-of-the-trigger' using errcode = 'XX000'; end $$;
    create view complaints as select complain() as value;
  `);
  gateway = await startGateway({ databases: { main: { url: database.url, prefix: "" } } });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

/** A request with any header, which `fetch` does not allow. */
function raw(headers: Record<string, string>, { port: at = port(), path = "/graphql", method = "POST" } = {}) {
  return new Promise<{ status: number | undefined; body: string; headers: object }>((resolve, reject) => {
    const sent = request(
      { host: "127.0.0.1", port: at, path, method, headers: { "content-type": "application/json", ...headers } },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8");
        answer.on("data", (chunk: string) => {
          text += chunk;
        });
        answer.on("end", () => resolve({ status: answer.statusCode, body: text, headers: answer.headers }));
      },
    );
    sent.on("error", reject);
    sent.end(method === "GET" ? undefined : '{"query": "{ notes { id } }"}');
  });
}

/** What the gateway answers to these very bytes. */
async function exchange(bytes: string): Promise<string> {
  const socket = connect(Number(port()), "127.0.0.1");
  socket.write(bytes);
  return text(socket);
}

const port = () => new URL(gateway.url).port;

describe("without access rules", () => {
  test.each([
    "localhost",
    "127.0.0.1",
    "127.1.2.3",
    "[::1]",
    "shop.localhost",
    "LOCALHOST",
  ])("answers to %s", async (host) => {
    expect(await raw({ host: `${host}:${port()}` })).toMatchObject({ status: 200 });
  });

  test.each([
    "attacker.example",
    "127.0.0.1.attacker.example",
    "localhost.attacker.example",
    "192.168.0.1",
    "[::2]",
    "localhost/evil.example",
    "localhost#evil.example",
    "localhost?evil.example",
    "evil.example@localhost",
    "localhost\\\\evil.example",
    "localhost:",
  ])("refuses the host %j", async (host) => {
    const answer = await raw({ host });
    expect(answer).toMatchObject({ status: 403 });
    expect(answer.body).toContain("FORBIDDEN");
    expect(answer.body).not.toContain('"data"');
  });

  test("takes a target that is a whole URL, and its host for the host", async () => {
    const answers = (line: string, host: string) =>
      exchange(
        `POST ${line} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 27\r\nConnection: close\r\n\r\n{"query": "{ __typename }"}`,
      );
    expect(await answers("http://localhost/graphql", "localhost")).toContain('{"data":{"__typename":"Query"}}');
    expect(await answers(`http://127.0.0.1:${port()}/graphql?x=1`, "attacker.example")).toMatch(/^HTTP\/1\.1 200 /);
    expect(await answers("http://attacker.example/graphql", "localhost")).toMatch(/^HTTP\/1\.1 403 /);
    expect(await answers("http://a@localhost/graphql", "localhost")).toMatch(/^HTTP\/1\.1 400 /);
    expect(await answers("ftp://localhost/graphql", "localhost")).toMatch(/^HTTP\/1\.1 400 /);
  });

  test("refuses what is no host at all", async () => {
    expect(await raw({ host: "a b" })).toMatchObject({ status: 400 });
  });

  test("answers to a name that was allowed", async () => {
    const named = await startGateway({
      databases: { main: { url: database.url } },
      server: { allowedHosts: ["gateway.example:80"] },
    });
    try {
      const { port: at } = new URL(named.url);
      expect(await raw({ host: "gateway.example" }, { port: at })).toMatchObject({ status: 200 });
      expect(await raw({ host: "other.example" }, { port: at })).toMatchObject({ status: 403 });
    } finally {
      await named.dispose();
    }
  });

  test("refuses pages of other origins, and bodies that a browser sends without asking", async () => {
    for (const origin of ["https://attacker.example", "http://localhost:1", "null"]) {
      expect(await raw({ origin })).toMatchObject({ status: 403 });
    }
    expect(await raw({ origin: `http://localhost:${port()}`, host: `localhost:${port()}` })).toMatchObject({
      status: 200,
    });
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]) {
      expect(await raw({ "content-type": type })).toMatchObject({ status: 415 });
    }
  });

  test("refuses what a page of another site can make a browser fetch, but not a link that is followed", async () => {
    const get = (site: string, mode: string, path: string) =>
      raw({ "sec-fetch-site": site, "sec-fetch-mode": mode, accept: "*/*" }, { path, method: "GET" });
    const query = `/graphql?query=${encodeURIComponent("{ notes { id } }")}`;
    for (const site of ["cross-site", "same-site"]) {
      expect(await get(site, "no-cors", query)).toMatchObject({ status: 403 });
      expect(await get(site, "navigate", query)).toMatchObject({ status: 403 });
    }
    expect(await get("same-origin", "cors", query)).toMatchObject({ status: 200 });
    const page = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", accept: "text/html" };
    expect(await raw(page, { method: "GET" })).toMatchObject({ status: 200 });
  });

  test.each([
    "OPTIONS * HTTP/1.1",
    "GET http://[ HTTP/1.1",
    "GET //%%[ HTTP/1.1",
  ])("%s says nothing of the inside", async (line) => {
    const text = await exchange(`${line}\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    expect(text).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(text).not.toMatch(/Error|node_modules| at /);
  });

  test("gives no other site leave to read answers", async () => {
    const answer = await raw({ host: `localhost:${port()}` });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
  });
});

describe("errors", () => {
  test("of the database are coded, and say nothing that was not meant for clients", async () => {
    const division = await gateway.send("{ halfList: halves { half } }");
    expect(division.body.errors).toEqual([
      expect.objectContaining({
        path: ["halfList"],
        extensions: expect.objectContaining({ code: "INVALID_VALUE", database: "main" }),
      }),
    ]);
    const internal = await gateway.send("{ complaints { value } }");
    expect(internal.body.errors?.[0]?.extensions.code).toBe("INTERNAL_SERVER_ERROR");
    for (const { body } of [division, internal]) {
      expect(JSON.stringify(body)).not.toMatch(/secret|division|select|plpgsql|postgres:|127\.0\.0\.1/i);
    }
  });

  test.each([
    ["{ notes { ", "GRAPHQL_PARSE_FAILED", 1, 11],
    ["{ nothing }", "GRAPHQL_VALIDATION_FAILED", 1, 3],
    ['{ note(id: "x") { id } }', "GRAPHQL_VALIDATION_FAILED", 1, 12],
    ["{ notes(limit: -1) { id } }", "BAD_USER_INPUT", 1, 3],
    ["{ notes(offset: -1) { id } }", "BAD_USER_INPUT", 1, 3],
    ["{ notes(limit: 1001) { id } }", "LIMIT_EXCEEDED", 1, 3],
    ["{ notes(where: {id: {in: null}}) { id } }", "BAD_USER_INPUT", 1, 3],
    ["{ notes(where: {and: null}) { id } }", "BAD_USER_INPUT", 1, 3],
  ])("%s is %s at its position", async (query, code, line, column) => {
    const { body } = await gateway.send(query);
    expect(body.errors?.[0]).toMatchObject({ extensions: { code }, locations: [{ line, column }] });
  });

  test("variables of a wrong type are BAD_USER_INPUT", async () => {
    const { body } = await gateway.send("query ($id: Int!) { note(id: $id) { id } }", { id: "1 or 1=1" });
    expect(body.errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });
});

describe("strings that look like SQL", () => {
  test.each([
    "' OR 1=1--",
    "'; drop table notes; --",
    "$1",
    "$$",
    "\\'; select 1",
    "{{7*7}}",
    "%s",
    '"',
  ])("%s is only ever a value", async (text) => {
    const query = "query ($text: String!) { notes(where: {body: {eq: $text}}) { id } }";
    expect(await gateway.data(query, { text })).toEqual({ notes: [] });
    const literal = `{ notes(where: {body: {in: [${JSON.stringify(text)}]}}) { id } }`;
    expect(await gateway.data(literal)).toEqual({ notes: [] });
    expect(await database.query("select count(*)::int as count from notes")).toEqual([{ count: 2 }]);
  });

  test("JSON keys of variables are no names of columns", async () => {
    const query = "query ($where: NoteWhere) { notes(where: $where) { id } }";
    const { body } = await gateway.send(query, { where: { 'id" = 1 or "id': { eq: 1 } } });
    expect(body.errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });

  test("no value is ever part of a statement", async () => {
    const [statement] = await gateway.statements(
      '{ notes(where: {body: {eq: "needle"}}, limit: 77, offset: 33) { id } }',
    );
    expect(statement?.sql).not.toMatch(/needle|77|33/);
  });
});

test("GraphiQL is served whole, with nothing from another host", async () => {
  const page = await fetch(gateway.url, { headers: { accept: "text/html" } });
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  const html = await page.text();
  expect(html).toContain("YogaGraphiQL");
  expect(html).not.toMatch(/<(?:script|link|img)[^>]+(?:src|href)=["']?https?:/);
});
