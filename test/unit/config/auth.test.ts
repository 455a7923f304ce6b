import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type AuthConfig, loadConfig, resolveConfig } from "../../../src/config/index.ts";
import { makeDirectory } from "./directory.ts";
import { problemsOf } from "./problems-of.ts";

const databases = { shop: "postgres://me@localhost/shop" };
const resolve = (auth: AuthConfig | undefined) => resolveConfig({ databases, auth }, { strictNames: true }).auth;
/** A configuration that TypeScript would refuse. */
const wrong = (auth: unknown) => problemsOf(() => resolveConfig(Object({ databases, auth }), { strictNames: true }));

const secret = "0123456789abcdef0123456789abcdef";
const jwksUrl = "https://issuer.example/jwks.json";
const pem = (key: { readonly publicKey: { export(options: { format: "pem"; type: "spki" }): string | Buffer } }) =>
  String(key.publicKey.export({ format: "pem", type: "spki" }));
const rsa = pem(generateKeyPairSync("rsa", { modulusLength: 2048 }));

test("without auth there is none", () => {
  expect(resolve(undefined)).toBeUndefined();
});

test("what is written is kept, and the rest has its default", () => {
  expect(resolve({ jwt: { jwksUrl } })).toEqual({
    jwt: {
      key: new URL(jwksUrl),
      algorithms: [
        ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
        ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
      ],
      clockTolerance: 5000,
      roleClaim: ["role"],
      allowAdmin: false,
    },
  });
  const authenticate = () => undefined;
  const auth = resolve({
    jwt: {
      secret,
      algorithms: ["HS256"],
      issuer: "me",
      audience: ["a", "b"],
      clockTolerance: 0,
      roleClaim: "app.role",
      rolesClaim: ["https://app.example", "roles"],
      allowAdmin: true,
    },
    adminSecret: secret,
    anonymousRole: "guest",
    authenticate,
  });
  expect(auth).toEqual({
    jwt: {
      key: expect.objectContaining({ type: "secret" }),
      algorithms: ["HS256"],
      issuer: ["me"],
      audience: ["a", "b"],
      clockTolerance: 0,
      roleClaim: ["app", "role"],
      rolesClaim: ["https://app.example", "roles"],
      allowAdmin: true,
    },
    adminSecret: secret,
    anonymousRole: "guest",
    authenticate,
  });
});

test.each([
  ["role", ["role"]],
  ["app.role", ["app", "role"]],
  ["https://app.example/role", ["https://app.example/role"]],
  ["urn:app:role.of", ["urn:app:role.of"]],
  [
    ["app.example", "role"],
    ["app.example", "role"],
  ],
])("the claim %j is at %j", (roleClaim, steps) => {
  expect(resolve({ jwt: { secret, roleClaim } })?.jwt?.roleClaim).toEqual(steps);
});

describe("the algorithms are those of the key", () => {
  test.each([
    [32, ["HS256"]],
    [48, ["HS256", "HS384"]],
    [64, ["HS256", "HS384", "HS512"]],
  ])("a secret of %i bytes", (length, algorithms) => {
    expect(resolve({ jwt: { secret: "s".repeat(length) } })?.jwt?.algorithms).toEqual(algorithms);
  });

  test.each([
    ["RSA", rsa, ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"]],
    ["P-256", pem(generateKeyPairSync("ec", { namedCurve: "P-256" })), ["ES256"]],
    ["P-384", pem(generateKeyPairSync("ec", { namedCurve: "P-384" })), ["ES384"]],
    ["P-521", pem(generateKeyPairSync("ec", { namedCurve: "P-521" })), ["ES512"]],
    ["Ed25519", pem(generateKeyPairSync("ed25519")), ["EdDSA", "Ed25519"]],
  ])("a key of %s", (_name, publicKey, algorithms) => {
    expect(resolve({ jwt: { publicKey } })?.jwt?.algorithms).toEqual(algorithms);
  });

  test("RSA keys may be in their old form", () => {
    const publicKey = String(createPublicKey(rsa).export({ format: "pem", type: "pkcs1" }));
    expect(resolve({ jwt: { publicKey } })?.jwt?.algorithms).toContain("RS256");
  });
});

describe("what contradicts itself stops the start", () => {
  const rule = "must have one of jwksUrl, secret and publicKey, and has";
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const form = "must be a public key or a certificate as PEM: -----BEGIN PUBLIC KEY-----";
  test.each([
    [
      {},
      'auth: must have "jwt", "adminSecret", "authenticate" or "anonymousRole"; leave it out to have everyone admin',
    ],
    [{ jwt: {} }, `auth.jwt: ${rule} none`],
    [{ jwt: { jwksUrl, secret } }, `auth.jwt: ${rule} jwksUrl and secret`],
    [{ jwt: { jwksUrl, secret, publicKey: rsa } }, `auth.jwt: ${rule} jwksUrl and secret and publicKey`],
    [
      { jwt: { secret: "short" } },
      'auth.jwt.secret: must have at least 32 bytes and has 5; make one with: openssl rand -base64 48, received "***"',
    ],
    [
      { jwt: { secret: rsa } },
      'auth.jwt.secret: must be a secret, not a key in PEM, which everybody may know: that goes into "publicKey", received "***"',
    ],
    [{ jwt: { publicKey: "MIIB" } }, `auth.jwt.publicKey: ${form}, received "***"`],
    [
      { jwt: { publicKey: privateKey.export({ format: "pem", type: "pkcs8" }) } },
      `auth.jwt.publicKey: ${form}; this is the private key, which is for the issuer alone, received "***"`,
    ],
    [
      { jwt: { publicKey: "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----" } },
      `auth.jwt.publicKey: ${form}, and what stands between its lines cannot be read, received "***"`,
    ],
    [
      { jwt: { publicKey: pem(generateKeyPairSync("rsa", { modulusLength: 1024 })) } },
      'auth.jwt.publicKey: must have at least 2048 bits and has 1024, received "***"',
    ],
    [
      { jwt: { publicKey: pem(generateKeyPairSync("ec", { namedCurve: "secp256k1" })) } },
      'auth.jwt.publicKey: must be a key of RSA, of P-256, P-384 or P-521, or of Ed25519, received "***"',
    ],
    [
      { jwt: { jwksUrl: "http://issuer.example/jwks.json" } },
      'auth.jwt.jwksUrl: must begin with https://: who can change the keys on their way can sign any token, received "http://issuer.example/jwks.json"',
    ],
    [
      { jwt: { jwksUrl: "https://me:pw@issuer.example/" } },
      'auth.jwt.jwksUrl: must not hold a user or a password, received "https://me:***@issuer.example/"',
    ],
    [
      { jwt: { jwksUrl: "file:///keys" } },
      'auth.jwt.jwksUrl: must be a URL like https://issuer.example/.well-known/jwks.json, received "file:///keys"',
    ],
    [
      { jwt: { secret, algorithms: ["HS256", "RS256"] } },
      "auth.jwt.algorithms[1]: must fit the secret: RS256 does not, but HS256",
    ],
    [
      { jwt: { secret, algorithms: ["HS512"] } },
      "auth.jwt.algorithms[0]: must fit the secret: HS512 does not, but HS256",
    ],
    [
      { jwt: { publicKey: rsa, algorithms: ["HS256"] } },
      "auth.jwt.algorithms[0]: must fit the publicKey: HS256 does not, but RS256, RS384, RS512, PS256, PS384, PS512",
    ],
    [
      { jwt: { secret, algorithms: ["none"] } },
      'auth.jwt.algorithms[0]: must be one of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA, Ed25519, HS256, HS384, HS512, received "none"',
    ],
    [{ jwt: { secret, algorithms: [] } }, "auth.jwt.algorithms: must name an algorithm, received a list"],
    [{ jwt: { secret, issuer: [] } }, "auth.jwt.issuer: must be a text, or a list of texts, received a list"],
    [
      { jwt: { secret, clockTolerance: 300_001 } },
      "auth.jwt.clockTolerance: must be a whole number from 0 to 300000, received 300001",
    ],
    [
      { jwt: { secret, roleClaim: "app..role" } },
      'auth.jwt.roleClaim: must be the path of a claim, "app.role", or a list of its steps, received "app..role"',
    ],
    [{ jwt: { secret, isuer: "x" } }, 'auth.jwt.isuer: is not a setting; did you mean "issuer"?'],
    [{ adminSecrt: secret }, 'auth.adminSecrt: is not a setting; did you mean "adminSecret"?'],
    [
      { adminSecret: "short" },
      'auth.adminSecret: must be 16 to 1,024 characters of ASCII without a space at an end; make one with: openssl rand -base64 32, received "***"',
    ],
    [
      { anonymousRole: "admin" },
      'auth.anonymousRole: must not be "admin": everyone would be; leave "auth" out to have that',
    ],
    [{ authenticate: "me" }, 'auth.authenticate: must be a function, received "me"'],
    [null, "auth: must be an object, received null"],
  ])("problem %#", async (auth, problem) => {
    expect(await wrong(auth)).toContain(problem);
  });
});

describe("the environment", () => {
  const load = (env: Record<string, string>, auth?: object) =>
    loadConfig({ env, cwd: makeDirectory({ "sluice.config.json": JSON.stringify({ databases, auth }) }) });

  test("has a variable for each setting", async () => {
    const { auth } = await load({
      SLUICE_ADMIN_SECRET: secret,
      SLUICE_ANONYMOUS_ROLE: "guest",
      SLUICE_JWT__SECRET: secret,
      SLUICE_JWT__ALGORITHMS: "HS256",
      SLUICE_JWT__ISSUER: "me",
      SLUICE_JWT__AUDIENCE: "api",
      SLUICE_JWT__CLOCK_TOLERANCE: "0",
      SLUICE_JWT__ROLE_CLAIM: "app.role",
      SLUICE_JWT__ROLES_CLAIM: "app.roles",
      SLUICE_JWT__ALLOW_ADMIN: "true",
    });
    expect(auth).toMatchObject({
      adminSecret: secret,
      anonymousRole: "guest",
      jwt: {
        algorithms: ["HS256"],
        issuer: ["me"],
        audience: ["api"],
        clockTolerance: 0,
        roleClaim: ["app", "role"],
        rolesClaim: ["app", "roles"],
        allowAdmin: true,
      },
    });
    expect((await load({ SLUICE_JWT__JWKS_URL: jwksUrl })).auth?.jwt?.key).toEqual(new URL(jwksUrl));
    expect((await load({ SLUICE_JWT__PUBLIC_KEY: rsa })).auth?.jwt?.algorithms).toContain("RS256");
  });

  test("completes the file, and its key replaces the file's", async () => {
    const { auth } = await load({ SLUICE_JWT__SECRET: secret }, { jwt: { jwksUrl, issuer: "me" }, anonymousRole: "a" });
    expect(auth).toMatchObject({ anonymousRole: "a", jwt: { algorithms: ["HS256"], issuer: ["me"] } });
    const file = { jwt: { jwksUrl } };
    expect((await load({ SLUICE_ADMIN_SECRET: secret }, file)).auth).toMatchObject({ jwt: { key: new URL(jwksUrl) } });
  });

  test("never counts as absent because a variable is empty", async () => {
    expect(await problemsOf(() => load({ SLUICE_ADMIN_SECRET: "", SLUICE_JWT__SECRET: "" }))).toEqual([
      'SLUICE_JWT__SECRET: must have at least 32 bytes and has 0; make one with: openssl rand -base64 48, received "***"',
      'SLUICE_ADMIN_SECRET: must be 16 to 1,024 characters of ASCII without a space at an end; make one with: openssl rand -base64 32, received "***"',
    ]);
  });

  test("a variable with a mistake is named as it is", async () => {
    expect(await problemsOf(() => load({ SLUICE_JWT__JWKS: jwksUrl, SLUICE_JWT__ALLOW_ADMIN: "maybe" }))).toEqual(
      expect.arrayContaining([
        'SLUICE_JWT__JWKS: is not a setting; did you mean "SLUICE_JWT__JWKS_URL"?',
        'SLUICE_JWT__ALLOW_ADMIN: must be true or false, received "maybe"',
      ]),
    );
  });
});
