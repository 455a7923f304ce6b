import { describe, expect, test } from "vitest";
import type { AuthConfig, Authenticate } from "../../../src/config/index.ts";
import { SluiceError } from "../../../src/lib/index.ts";
import { bearer, createAsker, signingSecret } from "../../support/asker.ts";

const asker = (authenticate: Authenticate, others: AuthConfig = {}) => createAsker({ authenticate, ...others });
/** What a function returns that TypeScript would refuse. */
const returning = (value: unknown) => asker(() => Object(value));

test("says who asks, from headers and from connection_init", async () => {
  const expiresAt = new Date(Date.now() + 60_000);
  const claims = { tenant: 5, of: { a: [1] } };
  const authenticate: Authenticate = async ({ headers, connectionParams }) =>
    headers.get("cookie") === "session=1" || connectionParams?.session === 1
      ? { role: "guest", roles: ["admin"], claims, expiresAt }
      : undefined;
  const { ask, refused } = asker(authenticate);
  const principal = { role: "admin", claims, method: "function", rights: new Set(), expiresAt: expiresAt.getTime() };
  const chosen = { "x-sluice-role": "admin" };
  expect(await ask({ cookie: "session=1", ...chosen })).toEqual(principal);
  const found = await ask(chosen, { session: 1 });
  expect(found).toEqual(principal);
  expect(Object.isFrozen(found.claims.of)).toBe(true);
  expect(Object.isFrozen(claims)).toBe(false);
  expect(await refused({ cookie: "session=2" })).toMatchObject({ code: "UNAUTHENTICATED" });
  expect(await refused({ cookie: "session=1", "x-sluice-role": "other" })).toMatchObject({ code: "FORBIDDEN" });
});

describe("beside the others", () => {
  const apiKey: Authenticate = ({ headers }) =>
    headers.get("authorization") === "ApiKey 5" ? { role: "admin" } : undefined;
  const { ask, refused } = asker(apiKey, { jwt: { secret: signingSecret }, anonymousRole: "guest" });

  test("it is asked where there is no token", async () => {
    expect(await ask({ authorization: "ApiKey 5" })).toMatchObject({ method: "function" });
    expect(await refused({})).toMatchObject({ message: expect.stringContaining("Who sends no credentials") });
  });

  test("it is not asked about a token or a secret", async () => {
    const greedy = asker(() => ({ role: "admin" }), { jwt: { secret: signingSecret } });
    expect(await greedy.refused(bearer("x"))).toMatchObject({ code: "UNAUTHENTICATED" });
    expect(await greedy.refused({ "x-sluice-admin-secret": "x" })).toMatchObject({ code: "UNAUTHENTICATED" });
  });

  test("what it does not know is not anonymous", async () => {
    expect(await refused({ authorization: "ApiKey 6" })).toMatchObject({ code: "UNAUTHENTICATED" });
    expect(await asker(apiKey, { anonymousRole: "guest" }).refused(bearer("x"))).toMatchObject({
      code: "UNAUTHENTICATED",
    });
  });
});

describe("a failure", () => {
  const failure = { code: "INTERNAL_SERVER_ERROR", message: "The gateway could not find out who asks." };

  test.each([
    "admin",
    true,
    {},
    { role: "" },
    { role: ["admin"] },
    { role: "admin", roles: "admin" },
    { role: "admin", claims: [] },
    { role: "admin", claims: { a: () => 1 } },
    { role: "admin", expiresAt: 5 },
    { role: "admin", expiresAt: new Date(Number.NaN) },
    { role: "admin", expireAt: new Date() },
  ])("is %j instead of an identity", async (value) => {
    expect(await returning(value).refused({})).toEqual(failure);
  });

  test("is what it throws, but for what it throws for the client", async () => {
    const throwing = (error: unknown) =>
      asker(() => {
        throw error;
      }).refused({});
    expect(await throwing(new Error("no session store at 10.0.0.1"))).toEqual(failure);
    expect(await throwing("text")).toEqual(failure);
    expect(await throwing(AbortSignal.abort().reason)).toEqual(failure);
    expect(await throwing(new SluiceError("UNAUTHENTICATED", "Log in again."))).toEqual({
      code: "UNAUTHENTICATED",
      message: "Log in again.",
    });
  });

  test("is an identity that has ended", async () => {
    expect(await returning({ role: "admin", expiresAt: new Date(Date.now() - 1) }).refused({})).toMatchObject({
      code: "UNAUTHENTICATED",
    });
  });
});
