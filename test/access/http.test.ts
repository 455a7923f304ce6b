import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { format } from "node:util";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { bearer } from "../support/asker.ts";
import { createDatabase, type TestDatabase } from "../support/databases.ts";
import { startGateway, type TestGateway } from "../support/gateway.ts";
import { type Issuer, startIssuer } from "../support/issuer.ts";

const adminSecret = "the secret of the admins";
const secretHeader = { "x-sluice-admin-secret": adminSecret };
const query = "{ ledgers { id } }";

let database: TestDatabase;
let issuer: Issuer;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase("create table ledgers (id int primary key); insert into ledgers values (1)");
  issuer = await startIssuer();
  gateway = await startGateway({
    databases: { main: { url: database.url, prefix: "" } },
    auth: { jwt: { jwksUrl: issuer.jwksUrl, allowAdmin: true }, adminSecret },
  });
});
afterAll(async () => {
  await gateway?.dispose();
  await issuer?.stop();
  await database?.dispose();
});

/** What the gateway answers to these headers, each with its line. */
async function exchange(lines: readonly string[]): Promise<string> {
  const body = JSON.stringify({ query });
  const socket = connect(Number(new URL(gateway.url).port), "127.0.0.1");
  const head = ["POST /graphql HTTP/1.1", "Host: localhost", "Content-Type: application/json", "Connection: close"];
  socket.write([...head, `Content-Length: ${body.length}`, ...lines, "", body].join("\r\n"));
  return text(socket);
}

/** What the console is told meanwhile. */
function listenToLog(): () => string {
  const lines: string[] = [];
  for (const method of ["error", "warn", "log", "info", "debug"] as const) {
    const spy = vi.spyOn(console, method).mockImplementation((...values) => void lines.push(format(...values)));
    onTestFinished(() => spy.mockRestore());
  }
  return () => lines.join("\n");
}

describe("whoever says who they are", () => {
  test("is answered: by a token, by the secret, over GET, in this process", async () => {
    const data = { ledgers: [{ id: 1 }] };
    const token = await issuer.sign({ role: "admin" });
    expect((await gateway.send(query, {}, bearer(token))).body).toEqual({ data });
    expect((await gateway.send(query, {}, secretHeader)).body).toEqual({ data });
    const url = `${gateway.url}?query=${encodeURIComponent(query)}`;
    expect(await (await fetch(url, { headers: bearer(token) })).json()).toEqual({ data });
    const answer = await gateway.gateway.fetch(new Request(url, { headers: secretHeader }));
    expect(await answer.json()).toEqual({ data });
  });

  test("is answered for themselves: no cache may keep it", async () => {
    const { headers } = await gateway.send(query, {}, secretHeader);
    expect(headers.get("cache-control")).toBe("no-store");
  });

  test("has traces as admin", async () => {
    const { body } = await gateway.send(query, {}, { ...secretHeader, "x-sluice-trace": "1" });
    expect(body.extensions?.sluice?.statements).toHaveLength(1);
  });
});

describe("whoever does not", () => {
  const refusals: readonly [string, Record<string, string>, number, string, string | null][] = [
    ["nothing", {}, 401, "UNAUTHENTICATED", 'Bearer realm="sluice"'],
    ["a wrong secret", { "x-sluice-admin-secret": "x" }, 401, "UNAUTHENTICATED", 'Bearer realm="sluice"'],
    ["no token", { authorization: "Bearer x" }, 401, "UNAUTHENTICATED", 'Bearer realm="sluice", error="invalid_token"'],
    ["another scheme", { authorization: "Basic x" }, 401, "UNAUTHENTICATED", 'Bearer realm="sluice"'],
    ["a role without rules", { ...secretHeader, "x-sluice-role": "customer" }, 403, "FORBIDDEN", null],
  ];
  test.each(refusals)("and sends %s is refused in every form", async (_what, headers, status, code, challenge) => {
    const errors = [{ message: expect.any(String), extensions: { code } }];
    for (const accept of ["application/json", "application/graphql-response+json", "*/*"]) {
      const answer = await gateway.send(query, {}, { ...headers, accept });
      expect(answer).toMatchObject({ status, body: { errors } });
      expect(answer.body).not.toHaveProperty("data");
      expect(answer.headers.get("www-authenticate")).toBe(challenge);
    }
    const got = await fetch(`${gateway.url}?query=${encodeURIComponent(query)}`, { headers });
    expect(got.status).toBe(status);
    const stream = await fetch(gateway.url, {
      method: "POST",
      headers: { ...headers, accept: "text/event-stream", "content-type": "application/json" },
      body: JSON.stringify({ query }),
    });
    expect(stream.status).toBe(status);
    expect(await stream.text()).toContain(code);
  });

  test("learns nothing of the schema, nor whether what they sent could be read", async () => {
    const bodies = [query, "{ ledger }", "{ __schema { types { name } } }", "{ a", "mutation { x }"];
    const answers = await Promise.all(bodies.map(async (each) => (await gateway.send(each)).body));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const garbage = await fetch(gateway.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{".repeat(100_000),
    });
    expect(await garbage.json()).toEqual(answers[0]);
  });

  test("is told when it is not their fault, and the operator why, once", async () => {
    const away = await startIssuer();
    const jwt = { jwksUrl: away.jwksUrl };
    const waiting = await startGateway({ databases: { main: { url: database.url } }, auth: { jwt } });
    onTestFinished(() => waiting.dispose());
    const token = await away.sign({ role: "admin" });
    await away.stop();
    const log = listenToLog();
    for (const _ of [1, 2]) {
      const { status, headers, body } = await waiting.send(query, {}, bearer(token));
      expect([status, headers.get("retry-after")]).toEqual([503, "5"]);
      expect(body.errors?.[0]?.extensions).toEqual({ code: "AUTHENTICATION_UNAVAILABLE", retryable: true });
      expect(JSON.stringify(body)).not.toMatch(/127\.0\.0\.1|jwks/);
    }
    expect(log().match(/No answer from/g)).toHaveLength(1);
    expect(log()).not.toContain(token);
  });
});

describe("secrets", () => {
  test("are in no answer and in no log, whatever goes wrong", async () => {
    const failing = await startGateway({
      databases: { main: { url: database.url } },
      auth: {
        adminSecret,
        authenticate: ({ headers }) => {
          if (headers.has("x-fail")) throw new Error("It failed.");
          return undefined;
        },
      },
    });
    onTestFinished(() => failing.dispose());
    const log = listenToLog();
    const token = "k4n4ry-token";
    const answers = [
      await failing.send(query, {}, { "x-fail": "1", ...bearer(token) }),
      await failing.send(query, {}, { ...bearer(token) }),
      await failing.send(query, {}, { "x-sluice-admin-secret": token }),
      await failing.send("{ nothing }", {}, { ...secretHeader, "x-sluice-trace": "1" }),
      await gateway.send(query, {}, bearer(`${await issuer.sign({ role: "admin" })}${token}`)),
    ];
    expect(answers.map(({ status }) => status)).toEqual([500, 401, 401, 200, 401]);
    expect(log()).toContain("It failed.");
    for (const secret of [token, adminSecret]) expect(`${JSON.stringify(answers)}${log()}`).not.toContain(secret);
  });
});

describe("a header that is sent twice", () => {
  test.each([
    ["Authorization", "authorization"],
    ["authorization", "AUTHORIZATION"],
  ])("is refused: %s and %s", async (first, second) => {
    const token = await issuer.sign({ role: "admin" });
    expect(await exchange([`${first}: Bearer ${token}`])).toMatch(/^HTTP\/1\.1 200 /);
    for (const other of ["x", token]) {
      const lines = [`${first}: Bearer ${token}`, `${second}: Bearer ${other}`];
      expect(await exchange(lines)).toMatch(/^HTTP\/1\.1 401 /);
      expect(await exchange(lines.toReversed())).toMatch(/^HTTP\/1\.1 401 /);
    }
  });

  test("is refused: the secret, and the role", async () => {
    const line = `X-Sluice-Admin-Secret: ${adminSecret}`;
    expect(await exchange([line])).toMatch(/^HTTP\/1\.1 200 /);
    expect(await exchange([line, line])).toMatch(/^HTTP\/1\.1 401 /);
    expect(await exchange([line, "X-Sluice-Role: admin", "X-Sluice-Role: admin"])).toMatch(/^HTTP\/1\.1 403 /);
  });
});

describe("GraphiQL", () => {
  test("opens without credentials, names no table, and has a place for headers that it does not keep", async () => {
    const page = await fetch(gateway.url, { headers: { accept: "text/html" } });
    expect(page.status).toBe(200);
    const html = await page.text();
    expect(html).not.toMatch(/ledger/i);
    expect(html).toContain('"shouldPersistHeaders":false');
    expect(html).toContain('"defaultEditorToolsVisibility":"headers"');
  });
});

describe("where it answers", () => {
  test("any address and any host, because it knows who asks", async () => {
    const config = { databases: { main: { url: database.url } }, auth: { adminSecret } };
    const everywhere = await startGateway({ ...config, server: { host: "0.0.0.0" } });
    onTestFinished(() => everywhere.dispose());
    expect(await statusFor(everywhere, "gateway.example")).toBe(401);
    const named = await startGateway({ ...config, server: { allowedHosts: ["gateway.example"] } });
    onTestFinished(() => named.dispose());
    expect(await statusFor(named, "gateway.example")).toBe(401);
    expect(await statusFor(named, "other.example")).toBe(403);
  });

  test("--insecure takes nothing away", async () => {
    const config = { databases: { main: { url: database.url } }, auth: { adminSecret } };
    const insecure = await startGateway(config, { insecure: true });
    onTestFinished(() => insecure.dispose());
    expect(await insecure.send(query)).toMatchObject({ status: 401 });
  });
});

async function statusFor({ gateway }: TestGateway, host: string): Promise<number> {
  const headers = { "content-type": "application/json", host };
  const sent = new Request("http://localhost/graphql", { method: "POST", headers, body: JSON.stringify({ query }) });
  return (await gateway.fetch(sent)).status;
}

test("an operator is warned of tokens that may be meant for somebody else", () => {
  expect(gateway.gateway.warnings).toContain(
    "auth.jwt has neither issuer nor audience: tokens that the issuer made for other applications are accepted, too.",
  );
});
