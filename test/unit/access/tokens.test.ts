import { SignJWT } from "jose";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { JwtConfig } from "../../../src/config/index.ts";
import { rawNumber } from "../../../src/lib/index.ts";
import { bearer, createAsker, signingSecret } from "../../support/asker.ts";

const now = () => Math.floor(Date.now() / 1000);

function sign(claims: Readonly<Record<string, unknown>>, secret = signingSecret): Promise<string> {
  const payload = { exp: now() + 300, role: "admin", ...claims };
  return new SignJWT(payload).setProtectedHeader({ alg: "HS256" }).sign(new TextEncoder().encode(secret));
}

const asker = (jwt: JwtConfig = {}) => createAsker({ jwt: { secret: signingSecret, allowAdmin: true, ...jwt } });
const refusal = (message: string) => ({ code: "UNAUTHENTICATED", message });

afterEach(() => {
  vi.useRealTimers();
});

test("a token says who asks, over HTTP and with connection_init", async () => {
  const exp = now() + 60;
  const token = await sign({ exp, sub: "u1" });
  const principal = {
    role: "admin",
    claims: { exp, role: "admin", sub: "u1" },
    method: "token",
    rights: new Set(),
    expiresAt: (exp + 5) * 1000,
  };
  const { ask } = asker();
  expect(await ask(bearer(token))).toEqual(principal);
  expect(await ask({ authorization: `bearer  ${token}` })).toEqual(principal);
  expect(await ask({}, { Authorization: `Bearer ${token}` })).toEqual(principal);
});

test("claims are read-only, and their numbers are as they were written", async () => {
  const text = '{"role": "admin", "exp": 9999999999, "tenant": 9007199254740993, "in": {"list": [1.50]}}';
  const encode = (part: string) => Buffer.from(part).toString("base64url");
  const body = `${encode('{"alg": "HS256"}')}.${encode(text)}`;
  const key = await crypto.subtle.importKey(
    "raw",
    Buffer.from(signingSecret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const signature = await crypto.subtle.sign("HMAC", key, Buffer.from(body));
  const { claims } = await asker().ask(bearer(`${body}.${Buffer.from(signature).toString("base64url")}`));
  expect(rawNumber(claims.tenant)).toBe("9007199254740993");
  expect(JSON.stringify(claims)).toBe(
    '{"role":"admin","exp":9999999999,"tenant":9007199254740993,"in":{"list":[1.5]}}',
  );
  expect(() => Object.assign(claims, { role: "x" })).toThrow(TypeError);
  expect(() => Object.assign(Object(claims.in).list, [2])).toThrow(TypeError);
});

describe("roles", () => {
  const role = async (claims: Readonly<Record<string, unknown>>, jwt: JwtConfig, asked?: string) => {
    const headers = { ...bearer(await sign(claims)), ...(asked !== undefined && { "x-sluice-role": asked }) };
    return (await asker(jwt).ask(headers)).role;
  };

  test.each([
    [{ app: { role: "admin" } }, "app.role"],
    [{ "https://app.example/role": "admin" }, "https://app.example/role"],
    [{ "app.example": { role: "admin" } }, ["app.example", "role"]],
  ])("%j holds the role at %j", async (claims, roleClaim) => {
    expect(await role({ ...claims, role: "other" }, { roleClaim })).toBe("admin");
  });

  test("x-sluice-role chooses among those of the list", async () => {
    const jwt = { rolesClaim: "roles" };
    expect(await role({ role: "guest", roles: ["admin", "guest"] }, jwt, "admin")).toBe("admin");
    expect(await role({ role: "admin", roles: [] }, jwt, "admin")).toBe("admin");
    expect(await role({ role: undefined, roles: ["admin"] }, jwt)).toBe("admin");
  });

  const none = (steps: string) => `The token gives no role: its claim "${steps}" is missing.`;
  const form = (steps: string) => `The token gives no role: its claim "${steps}" does not have the form of one.`;
  const open = "These credentials leave the role open: choose one with x-sluice-role.";
  const notGiven = (name: string) => `The role "${name}" is not one that these credentials give.`;
  test.each([
    [{ role: undefined }, {}, undefined, none("role")],
    [{ role: null }, {}, undefined, none("role")],
    [{ role: ["admin"] }, {}, undefined, form("role")],
    [{ role: { admin: true } }, {}, undefined, form("role")],
    [{ role: "" }, {}, undefined, form("role")],
    [{ role: "a".repeat(129) }, {}, undefined, form("role")],
    [{ roles: "admin" }, { rolesClaim: "roles" }, undefined, form("roles")],
    [{ roles: ["admin", 1] }, { rolesClaim: "roles" }, undefined, form("roles")],
    [{ role: undefined, roles: [] }, { rolesClaim: "roles" }, undefined, none("role")],
    [{ role: undefined, roles: ["a", "b"] }, { rolesClaim: "roles" }, undefined, open],
    [{ roles: ["guest"] }, { rolesClaim: "roles", allowAdmin: false }, undefined, open],
    [{ roles: ["admin"] }, {}, "guest", notGiven("guest")],
    [{ roles: ["admin"] }, { rolesClaim: "roles" }, "Admin", notGiven("Admin")],
    [{ role: "guest", roles: ["admin"] }, { rolesClaim: "roles", allowAdmin: false }, "admin", notGiven("admin")],
    [{}, { allowAdmin: false }, undefined, 'The role "admin" is not one that a token gives here.'],
    [{}, { roleClaim: "constructor.name" }, undefined, none("constructor.name")],
    [{}, { roleClaim: "role.length" }, undefined, none("role.length")],
  ])("%#: %j with %j", async (claims, jwt, asked, message) => {
    const headers = { ...bearer(await sign(claims)), ...(asked !== undefined && { "x-sluice-role": asked }) };
    expect(await asker(jwt).refused(headers)).toEqual({ code: "FORBIDDEN", message });
  });
});

describe("claims about the token's use", () => {
  const jwt = { issuer: ["https://a.example", "https://b.example"], audience: "api" };
  const good = { iss: "https://b.example", aud: ["other", "api"] };

  test("that fit are accepted", async () => {
    expect(await asker(jwt).ask(bearer(await sign(good)))).toMatchObject({ role: "admin" });
    expect(await asker(jwt).ask(bearer(await sign({ ...good, nbf: now() + 3 })))).toMatchObject({ role: "admin" });
  });

  const meant = (claim: string) => `The token is not meant for this API: its claim "${claim}" says so.`;
  test.each([
    [{ iss: "https://c.example" }, meant("iss")],
    [{ iss: undefined }, 'The token has no claim "iss", which it needs.'],
    [{ aud: "other" }, meant("aud")],
    [{ aud: { api: true } }, meant("aud")],
    [{ aud: undefined }, 'The token has no claim "aud", which it needs.'],
    [{ exp: undefined }, 'The token has no claim "exp", which it needs.'],
    [{ exp: "9999999999" }, 'The claim "exp" of the token has the wrong form.'],
    [{ exp: 1 }, "The token has expired."],
    [{ nbf: 9_999_999_999 }, "The token is not valid yet."],
    [{ nbf: "0" }, 'The claim "nbf" of the token has the wrong form.'],
  ])("%j is refused", async (claims, message) => {
    expect(await asker(jwt).refused(bearer(await sign({ ...good, ...claims })))).toEqual(refusal(message));
  });

  test("say nothing to those who did not sign the token", async () => {
    const other = "a secret that is not the one that tests use";
    for (const claims of [{}, { exp: 1 }, { iss: "x" }, { role: ["x"] }]) {
      expect(await asker(jwt).refused(bearer(await sign(claims, other)))).toEqual(refusal("The token is not valid."));
    }
  });
});

describe("time", () => {
  test("a token that was verified before is refused as soon as it expires", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { ask, refused } = asker({ clockTolerance: 2_000 });
    const exp = now() + 10;
    const headers = bearer(await sign({ exp }));
    const { expiresAt = 0 } = await ask(headers);
    expect(expiresAt).toBe((exp + 2) * 1000);
    vi.setSystemTime(expiresAt - 1);
    expect(await ask(headers)).toMatchObject({ expiresAt });
    vi.setSystemTime(expiresAt);
    expect(await refused(headers)).toEqual(refusal("The token has expired."));
  });

  test("a token for thousands of years has an end that a Date can be", async () => {
    const { expiresAt = 0 } = await asker().ask(bearer(await sign({ exp: 1e300 })));
    expect(new Date(expiresAt).getTime()).toBe(8.64e15);
  });
});

test("tokens are remembered for one setting only", async () => {
  const headers = bearer(await sign({}));
  expect(await asker().ask(headers)).toMatchObject({ role: "admin" });
  expect(await asker({ audience: "api" }).refused(headers)).toMatchObject({ code: "UNAUTHENTICATED" });
  expect(await asker({ allowAdmin: false }).refused(headers)).toMatchObject({ code: "FORBIDDEN" });
});
