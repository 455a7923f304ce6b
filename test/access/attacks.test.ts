import { createHmac, createPublicKey, generateKeyPairSync, randomBytes, randomUUID, sign } from "node:crypto";
import { exportJWK } from "jose";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { JwtConfig } from "../../src/config/index.ts";
import { bearer, createAsker } from "../support/asker.ts";
import { createDatabase, type TestDatabase } from "../support/databases.ts";
import { startGateway, type TestGateway } from "../support/gateway.ts";
import { type Issuer, startIssuer } from "../support/issuer.ts";

const adminSecret = "the secret of the admins";
const claims = { role: "admin", roles: ["admin"] };
const refused = { status: 401, body: { errors: [{ extensions: { code: "UNAUTHENTICATED" } }] } };
const forbidden = { status: 403, body: { errors: [{ extensions: { code: "FORBIDDEN" } }] } };

let database: TestDatabase;
let issuer: Issuer;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase("create table ledgers (id int primary key)");
  issuer = await startIssuer();
  gateway = await startGateway({
    databases: { main: { url: database.url, prefix: "" } },
    auth: {
      jwt: { jwksUrl: issuer.jwksUrl, allowAdmin: true, rolesClaim: "roles", audience: "api" },
      adminSecret,
      anonymousRole: "guest",
    },
  });
});
afterAll(async () => {
  await gateway?.dispose();
  await issuer?.stop();
  await database?.dispose();
});

const send = (headers: Record<string, string>) => gateway.send("{ ledgers { id } }", {}, headers);
const sendToken = (token: string) => send(bearer(token));
const good = { aud: "api", ...claims };

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const exp = Math.floor(Date.now() / 1000) + 300;
/** A token with a header that no honest issuer writes, signed as an HMAC by what everybody knows, or not at all. */
function forge(header: object, secret?: string | Buffer): string {
  const body = `${encode(header)}.${encode({ ...good, exp })}`;
  return `${body}.${secret === undefined ? "" : createHmac("sha256", secret).update(body).digest("base64url")}`;
}

test("what is refused here would be accepted if it were true", async () => {
  expect(await sendToken(await issuer.sign(good))).toMatchObject({ status: 200, body: { data: { ledgers: [] } } });
});

describe("10: a role through claims and headers", () => {
  test.each([
    '"x"; reset role',
    "postgres",
    "admin'--",
    "ADMIN",
    "admin\u0000",
    "__proto__",
    "constructor",
    "*",
  ])("%j is no role of the token", async (role) => {
    const token = await issuer.sign({ ...good, role: "customer" });
    expect(await sendToken(await issuer.sign({ ...good, role }))).toMatchObject(forbidden);
    if (/^[ -~]+$/.test(role)) {
      expect(await send({ ...bearer(token), "x-sluice-role": role })).toMatchObject(forbidden);
    }
  });

  test.each([
    "x-role",
    "role",
    "x-hasura-role",
    "x-sluice-user",
    "x-forwarded-user",
  ])("%s means nothing", async (name) => {
    const token = await issuer.sign({ aud: "api", role: "customer" });
    expect(await send({ ...bearer(token), [name]: "admin" })).toMatchObject(forbidden);
    expect(await send({ [name]: "admin" })).toMatchObject(forbidden);
  });

  test("roles in a list of headers, or in a header twice", async () => {
    const token = await issuer.sign(good);
    expect(await send({ ...bearer(token), "x-sluice-role": "customer, admin" })).toMatchObject(forbidden);
    expect(await send({ ...bearer(token), "x-sluice-role": '["admin"]' })).toMatchObject(forbidden);
  });
});

describe("31: tokens", () => {
  test.each([
    ["none", { alg: "none" }],
    ["None", { alg: "None", typ: "JWT" }],
    ["an empty algorithm", { alg: "" }],
    ["no algorithm", { typ: "JWT" }],
    ["two algorithms", { alg: ["ES256", "none"] }],
    ["an algorithm that is an object's own", { alg: "__proto__" }],
    ["a critical extension", { alg: "ES256", crit: ["exp"], exp: 1 }],
    ["an unencoded payload", { alg: "ES256", b64: false, crit: ["b64"] }],
  ])("signed with %s", async (_what, header) => {
    expect(await sendToken(forge(header))).toMatchObject(refused);
    expect(await sendToken(forge(header, ""))).toMatchObject(refused);
    const [, payload] = (await issuer.sign(good)).split(".");
    expect(await sendToken(`${encode(header)}.${payload}.`)).toMatchObject(refused);
  });

  test("a public key as the secret of an HMAC", async () => {
    const publicKey = await issuer.publicKey();
    const jwk = JSON.stringify(await exportJWK(createPublicKey(publicKey)));
    const der = createPublicKey(publicKey).export({ format: "der", type: "spki" });
    const asked = (jwt: JwtConfig) => createAsker({ jwt: { allowAdmin: true, ...jwt } });
    const byKey = asked({ publicKey });
    expect(await byKey.ask(bearer(await issuer.sign(good)))).toMatchObject({ role: "admin" });
    for (const secret of [publicKey, publicKey.trim(), jwk, der]) {
      for (const alg of ["HS256", "ES256"]) {
        const token = forge({ alg, kid: "key-1" }, secret);
        expect(await sendToken(token)).toMatchObject(refused);
        expect(await byKey.refused(bearer(token))).toMatchObject({ code: "UNAUTHENTICATED" });
      }
    }
  });

  test("a secret that somebody puts among the public keys", async () => {
    const careless = await startIssuer();
    onTestFinished(() => careless.stop());
    const secret = randomBytes(32);
    careless.publish({ kty: "oct", kid: "shared", k: secret.toString("base64url") });
    const { refused: told } = createAsker({ jwt: { jwksUrl: careless.jwksUrl, allowAdmin: true } });
    const token = forge({ alg: "HS256", kid: "shared" }, secret);
    expect(await told(bearer(token))).toEqual({ code: "UNAUTHENTICATED", message: "The token is not valid." });
  });

  test("a key that the token brings along, or says where to find", async () => {
    const stranger = await startIssuer();
    onTestFinished(() => stranger.stop());
    const jwk = await exportJWK(createPublicKey(await stranger.publicKey()));
    for (const header of [{ jwk }, { jku: stranger.jwksUrl }, { x5u: stranger.jwksUrl }, { jwk, kid: undefined }]) {
      expect(await sendToken(await stranger.sign(good, header))).toMatchObject(refused);
    }
    expect(stranger.requests).toBe(0);
  });

  test.each([
    "../../../../dev/null",
    "/etc/passwd",
    "' or 1=1--",
    "__proto__",
    "",
    "k".repeat(5_000),
    1,
    null,
    ["key-1"],
  ])("the name of a key %j", async (kid) => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    expect(await sendToken(forge({ alg: "ES256", kid }, ""))).toMatchObject(refused);
    expect(await sendToken(forge({ alg: "HS256", kid }, ""))).toMatchObject(refused);
    const stranger = await issuer.sign(good, { kid: typeof kid === "string" ? kid : undefined });
    const [header, payload] = stranger.split(".");
    const data = `${header}.${payload}`;
    const signature = sign("sha256", Buffer.from(data), { key: privateKey, dsaEncoding: "ieee-p1363" });
    expect(await sendToken(`${data}.${signature.toString("base64url")}`)).toMatchObject(refused);
  });

  test("a key that is there and one that is not, with a wrong signature, are answered the same", async () => {
    const answers = await Promise.all(
      ["key-1", "key-2", "other"].map(async (kid) => {
        const [header, payload] = (await issuer.sign(good, { kid })).split(".");
        return (await sendToken(`${header}.${payload}.${"A".repeat(86)}`)).body;
      }),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  test("a good token that was changed", async () => {
    const token = await issuer.sign({ ...good, role: "customer" });
    const [header = "", payload = "", signature = ""] = token.split(".");
    const changed = encode({ ...good, exp });
    for (const each of [
      `${header}.${changed}.${signature}`,
      `${header}.${payload}.`,
      `${header}.${payload}`,
      `${header}.${payload}.${signature}.`,
      `${header}..${signature}`,
      `${header}.${payload}.${signature}=`,
      `.${payload}.${signature}`,
      "..",
      `${token}A`,
      token.slice(0, -4),
    ]) {
      expect(await sendToken(each)).toMatchObject(refused);
    }
  });

  test("one that expired, and one that is not valid yet", async () => {
    const now = Math.floor(Date.now() / 1000);
    expect(await sendToken(await issuer.sign({ ...good, exp: now - 6 }))).toMatchObject(refused);
    expect(await sendToken(await issuer.sign({ ...good, nbf: now + 60 }))).toMatchObject(refused);
  });

  test("one without a part: an end, an audience, a role", async () => {
    expect(await sendToken(await issuer.sign({ ...good, exp: undefined }))).toMatchObject(refused);
    expect(await sendToken(await issuer.sign({ ...good, aud: undefined }))).toMatchObject(refused);
    expect(await sendToken(await issuer.sign({ aud: "api" }))).toMatchObject(forbidden);
  });

  test("a list for a role, and a list of lists for roles", async () => {
    expect(await sendToken(await issuer.sign({ ...good, role: ["admin"] }))).toMatchObject(forbidden);
    expect(await sendToken(await issuer.sign({ ...good, roles: [["admin"]] }))).toMatchObject(forbidden);
    expect(await sendToken(await issuer.sign({ ...good, roles: "admin" }))).toMatchObject(forbidden);
  });

  test("huge ones, and deep ones", async () => {
    const huge = await issuer.sign({ ...good, more: "x".repeat(14_000) });
    expect((await fetch(gateway.url, { headers: bearer(huge) })).status).toBe(431);
    let deep: unknown = 1;
    for (let level = 0; level < 2_000; level += 1) deep = [deep];
    expect(await sendToken(await issuer.sign({ ...good, deep }))).toMatchObject(refused);
  });

  test("an empty one, and an empty secret", async () => {
    expect(await send({ authorization: "" })).toMatchObject(refused);
    expect(await send({ "x-sluice-admin-secret": "" })).toMatchObject(refused);
  });

  test("one in the address, or in the body, is none", async () => {
    const token = await issuer.sign(good);
    const response = await fetch(`${gateway.url}?access_token=${token}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ ledgers { id } }", access_token: token }),
    });
    expect(response.status).toBe(403);
  });

  test("one in connection_init alone is enough there, and a bad one there is not saved by a good header", async () => {
    const { ask, refused: told } = createAsker({
      jwt: { jwksUrl: issuer.jwksUrl, allowAdmin: true },
      anonymousRole: "guest",
    });
    const token = await issuer.sign(claims);
    expect(await ask({}, { authorization: `Bearer ${token}` })).toMatchObject({ role: "admin" });
    expect(await told({}, { authorization: "Bearer x" })).toMatchObject({ code: "UNAUTHENTICATED" });
    expect(await told(bearer(token), { authorization: "Bearer x" })).toMatchObject({ code: "UNAUTHENTICATED" });
    expect(await told({}, { token })).toMatchObject({ code: "FORBIDDEN" });
  });
});

test("25: 64 kB of headers are not read", async () => {
  const response = await fetch(gateway.url, { headers: { authorization: `Bearer ${"x".repeat(65_536)}` } });
  expect(response.status).toBe(431);
});

test("26: a flood of different tokens fetches no keys", async () => {
  const { ask } = createAsker({ jwt: { jwksUrl: issuer.jwksUrl, allowAdmin: true } });
  const before = issuer.requests;
  const flood = await Promise.all(Array.from({ length: 100 }, () => issuer.sign({ ...claims, jti: randomUUID() })));
  for (const principal of await Promise.all(flood.map((token) => ask(bearer(token))))) {
    expect(principal).toMatchObject({ role: "admin" });
  }
  expect(issuer.requests).toBe(before + 1);
});

describe("21, 22, 41: what one may learn without being somebody", () => {
  test.each([
    "{ __schema { types { name } } }",
    '{ __type(name: "Ledger") { name } }',
    "{ ledgerz { id } }",
  ])("%s tells nothing", async (query) => {
    const { status, body } = await gateway.send(query);
    expect(status).toBe(403);
    expect(JSON.stringify(body)).not.toMatch(/ledger|did you mean/i);
  });

  test("traces are not for those who may do nothing", async () => {
    const { body } = await gateway.send("{ ledgers { id } }", {}, { "x-sluice-trace": "1" });
    expect(body).not.toHaveProperty("extensions");
  });
});

test("40: a role that writes into the log or the answer stays one line of text", async () => {
  const role = "x\r\n\u001b[31mERR admin logged in";
  const { body } = await sendToken(await issuer.sign({ ...good, role }));
  expect(body.errors?.[0]?.message).toContain('"x\\r\\n\\u001b[31mERR admin logged in"');
});
