import { describe, expect, test } from "vitest";
import { createAsker, signingSecret } from "../../support/asker.ts";

const secret = "the-admin-secret";
const withSecret = createAsker({ adminSecret: secret });
const header = "x-sluice-admin-secret";

test("without auth everyone is admin, whatever they send", async () => {
  const principal = { role: "admin", claims: {}, method: "open", rights: new Set(), expiresAt: undefined };
  const open = createAsker(undefined);
  expect(await open.ask({})).toEqual(principal);
  expect(await open.ask({ authorization: "Bearer x", [header]: "x", "x-sluice-role": "x" })).toEqual(principal);
});

describe("the admin secret", () => {
  test("makes an admin, of headers and of connection_init", async () => {
    const principal = { role: "admin", claims: {}, method: "secret", rights: new Set(), expiresAt: undefined };
    expect(await withSecret.ask({ [header]: secret })).toEqual(principal);
    expect(await withSecret.ask({}, { "X-Sluice-Admin-Secret": secret })).toEqual(principal);
    expect(await withSecret.ask({ [header]: secret }, { [header]: secret })).toEqual(principal);
  });

  test.each([
    "",
    "x",
    "the-admin-secre",
    "the-admin-secret-",
    "The-admin-secret",
    "x".repeat(1024),
    `${secret}, ${secret}`,
  ])("is refused as %j", async (sent) => {
    const refusal = { code: "UNAUTHENTICATED", message: "The admin secret is wrong." };
    expect(await withSecret.refused({ [header]: sent })).toEqual(refusal);
    expect(await withSecret.refused({}, { [header]: sent })).toEqual(refusal);
  });

  test("is as wrong where there is none", async () => {
    const { refused } = createAsker({ anonymousRole: "guest" });
    expect(await refused({ [header]: secret })).toEqual({
      code: "UNAUTHENTICATED",
      message: "The admin secret is wrong.",
    });
  });

  test.each([secret, "wrong"])("%j does not stand beside a token", async (sent) => {
    const { refused } = createAsker({ adminSecret: secret, jwt: { secret: signingSecret }, anonymousRole: "guest" });
    expect(await refused({ [header]: sent, authorization: "Bearer x" })).toEqual({
      code: "UNAUTHENTICATED",
      message: "Send a token or the admin secret, not both.",
    });
  });

  test("lets its holder ask as any role, which has no rules yet", async () => {
    expect(await withSecret.ask({ [header]: secret, "x-sluice-role": "admin" })).toMatchObject({ role: "admin" });
    expect(await withSecret.refused({ [header]: secret, "x-sluice-role": "customer" })).toEqual({
      code: "FORBIDDEN",
      message:
        'The role "customer" may do nothing: the configuration of the gateway has no rules for it. Only "admin" needs none.',
    });
  });
});

describe("nobody", () => {
  test("is refused, or has the anonymous role", async () => {
    expect(await withSecret.refused({})).toEqual({
      code: "UNAUTHENTICATED",
      message: "This API needs credentials: Authorization: Bearer <token>.",
    });
    expect(await createAsker({ anonymousRole: "guest" }).refused({})).toMatchObject({
      code: "FORBIDDEN",
      message:
        'Who sends no credentials may do nothing: the configuration of the gateway has no rules for it. Only "admin" needs none.',
    });
  });

  test.each(["admin", "customer", "", "__proto__"])("cannot choose to be %j", async (role) => {
    expect(await createAsker({ anonymousRole: "guest" }).refused({ "x-sluice-role": role })).toEqual({
      code: "FORBIDDEN",
      message: `The role ${JSON.stringify(role)} is not one that these credentials give.`,
    });
  });

  test.each([
    "",
    "x",
    "Bearer",
    "Bearer ",
    "Bearer a b",
    "Bearer a, Bearer b",
    "Basic dTpw",
    "bearer\tx",
  ])("is not who sends the authorization %j", async (authorization) => {
    for (const auth of [{ anonymousRole: "guest" }, { anonymousRole: "guest", jwt: { secret: signingSecret } }]) {
      expect(await createAsker(auth).refused({ authorization })).toMatchObject({ code: "UNAUTHENTICATED" });
    }
  });
});

describe("what no client sends that means well", () => {
  const guest = createAsker({ anonymousRole: "guest" });
  test.each([
    [{ authorization: "Bearer a" }, { authorization: "Bearer b" }, "authorization was sent twice."],
    [{}, { authorization: "Bearer a", Authorization: "Bearer a" }, "authorization was sent twice."],
    [{}, { authorization: ["Bearer a"] }, "authorization must be a text."],
    [{}, { "x-sluice-role": { toString: "admin" } }, "x-sluice-role must be a text."],
    [{}, { authorization: `Bearer ${"a".repeat(20_000)}` }, "The credentials are too long."],
    [{}, { [header]: "a".repeat(20_000) }, "The credentials are too long."],
  ])("%#: %s", async (headers: Record<string, string>, parameters, message) => {
    expect(await guest.refused(headers, parameters)).toEqual({ code: "UNAUTHENTICATED", message });
  });

  test.each(["guest, admin", "a".repeat(129)])("the role %s", async (role) => {
    expect(await guest.refused({ "x-sluice-role": role })).toEqual({
      code: "FORBIDDEN",
      message: "x-sluice-role must be the name of one role.",
    });
  });

  test("other parameters of connection_init are nobody's business", async () => {
    const parameters = JSON.parse('{"__proto__": {"role": "admin"}, "headers": 1, "a": null, "A": null}');
    expect(await guest.refused({}, parameters)).toMatchObject({ code: "FORBIDDEN" });
  });
});
