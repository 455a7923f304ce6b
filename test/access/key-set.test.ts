import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { fetchKeySet } from "../../src/access/fetch-key-set.ts";
import type { JwtConfig } from "../../src/config/index.ts";
import { bearer, createAsker } from "../support/asker.ts";
import { type Issuer, startIssuer } from "../support/issuer.ts";

let issuer: Issuer;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  issuer = await startIssuer();
});
afterEach(async () => {
  vi.useRealTimers();
  await issuer.stop();
});

const asker = (jwt: JwtConfig = {}) => createAsker({ jwt: { jwksUrl: issuer.jwksUrl, allowAdmin: true, ...jwt } });
const claims = { role: "admin" };
const admin = expect.objectContaining({ role: "admin", method: "token" });
const notValid = { code: "UNAUTHENTICATED", message: "The token is not valid." };
const unavailable = expect.objectContaining({ code: "AUTHENTICATION_UNAVAILABLE" });

/** Puts the clock forward that the ages of keys are measured with. */
const passes = (ms: number) => vi.advanceTimersByTime(ms);

describe("keys", () => {
  test("are fetched once, for all that ask at the same time and later", async () => {
    const { ask } = asker();
    const tokens = await Promise.all([1, 2, 3, 4].map((n) => issuer.sign({ ...claims, n })));
    expect(await Promise.all(tokens.map((token) => ask(bearer(token))))).toEqual([admin, admin, admin, admin]);
    for (const token of tokens) expect(await ask(bearer(token))).toEqual(admin);
    expect(await ask(bearer(await issuer.sign({ ...claims, n: 5 })))).toEqual(admin);
    expect(issuer.requests).toBe(1);
  });

  test("are fetched again for one that is new, when the last fetch is half a minute ago", async () => {
    const { ask, refused } = asker();
    expect(await ask(bearer(await issuer.sign(claims)))).toEqual(admin);
    await issuer.addKey();
    const token = await issuer.sign(claims);
    passes(29_999);
    expect(await refused(bearer(token))).toEqual(notValid);
    expect(issuer.requests).toBe(1);
    passes(1);
    expect(await ask(bearer(token))).toEqual(admin);
    expect(issuer.requests).toBe(2);
  });

  test("that are published no more are used for ten minutes at most", async () => {
    const { ask, refused } = asker();
    const [first, second] = [await issuer.sign(claims), await issuer.sign({ ...claims, n: 2 })];
    expect(await ask(bearer(first))).toEqual(admin);
    await issuer.addKey();
    issuer.dropOldKeys();
    passes(600_000);
    expect(await refused(bearer(second))).toEqual(notValid);
    // Verified before, and not expired.
    expect(await ask(bearer(first))).toEqual(admin);
  });

  test("are not fetched for a flood of tokens with keys that nobody knows", async () => {
    const { ask, refused } = asker();
    expect(await ask(bearer(await issuer.sign(claims)))).toEqual(admin);
    passes(30_000);
    const flood = await Promise.all(Array.from({ length: 50 }, (_, n) => issuer.sign(claims, { kid: `unknown-${n}` })));
    expect(await Promise.all(flood.map((token) => refused(bearer(token))))).toEqual(flood.map(() => notValid));
    expect(issuer.requests).toBe(2);
  });

  test("may have no names, and each is tried then", async () => {
    await issuer.addKey();
    const { ask, refused } = asker();
    expect(await ask(bearer(await issuer.sign(claims, { kid: undefined })))).toEqual(admin);
    const stranger = await startIssuer();
    onTestFinished(() => stranger.stop());
    expect(await refused(bearer(await stranger.sign(claims, { kid: undefined })))).toEqual(notValid);
  });

  test.each(["RS256", "PS384", "ES384", "ES512", "EdDSA"])("of %s are used", async (algorithm) => {
    await issuer.addKey({ algorithm });
    expect(await asker().ask(bearer(await issuer.sign(claims)))).toEqual(admin);
  });

  test("are used for the algorithms that are allowed", async () => {
    const token = await issuer.sign(claims);
    expect(await asker({ algorithms: ["ES256"] }).ask(bearer(token))).toEqual(admin);
    expect(await asker({ algorithms: ["ES384"] }).refused(bearer(token))).toEqual(notValid);
  });
});

describe("an issuer that does not answer", () => {
  test("is said to be away; tokens that were verified before are answered", async () => {
    const { ask, refused } = asker();
    const known = await issuer.sign(claims);
    expect(await ask(bearer(known))).toEqual(admin);
    const fresh = await issuer.sign({ ...claims, n: 2 });
    await issuer.stop();
    passes(600_000);
    expect(await refused(bearer(fresh))).toEqual({
      code: "AUTHENTICATION_UNAVAILABLE",
      message:
        "The keys that tokens are verified with cannot be had from their issuer, so this token could not be verified. Try again later.",
    });
    expect(await ask(bearer(known))).toEqual(admin);
    await issuer.start();
    expect(await refused(bearer(fresh))).toEqual(unavailable);
    passes(5_000);
    expect(await ask(bearer(fresh))).toEqual(admin);
  });

  const answers: readonly [string, (response: ServerResponse) => void][] = [
    ["with an error", (response) => response.writeHead(500).end("{}")],
    ["with a redirect", (response) => response.writeHead(302, { location: "/jwks.json?" }).end()],
    ["with a page", (response) => response.end("<html>")],
    ["with nothing", (response) => response.end()],
    ["with null", (response) => response.end("null")],
    ["with a list", (response) => response.end("[]")],
    ["with no list of keys", (response) => response.end('{"keys": {}}')],
    ["with keys that are none", (response) => response.end('{"keys": [1, null]}')],
    ["with ten megabytes", (response) => response.end(`{"keys": [], "more": "${"x".repeat(10_000_000)}"}`)],
    ["by hanging up", (response) => response.destroy()],
    [
      "by hanging up halfway",
      (response) => response.writeHead(200, { "content-length": 9 }).end("{", () => response.destroy()),
    ],
  ];
  test.each(answers)("as it should but %s is asked once for many", async (_what, answer) => {
    issuer.answer(answer);
    const { ask, refused } = asker();
    const headers = bearer(await issuer.sign(claims));
    expect(await Promise.all([1, 2, 3].map(() => refused(headers)))).toEqual([unavailable, unavailable, unavailable]);
    expect(await refused(headers)).toEqual(unavailable);
    expect(issuer.requests).toBe(1);
    issuer.answer(undefined);
    passes(5_000);
    expect(await ask(headers)).toEqual(admin);
  });

  test("in time is not waited for", async () => {
    issuer.answer((response) => response.write("{"));
    await expect(fetchKeySet(new URL(issuer.jwksUrl), 1_000)).rejects.toThrow(/answered too slowly|No answer/);
    issuer.answer(() => {});
    await expect(fetchKeySet(new URL(issuer.jwksUrl), 100)).rejects.toThrow("No answer from");
  });

  test("with a key that cannot be read is at fault, and only where that key is asked for", async () => {
    issuer.publish({ kty: "EC", crv: "P-256", kid: "broken", alg: "ES256", x: "AA", y: "AA" });
    const { ask, refused } = asker();
    expect(await ask(bearer(await issuer.sign(claims)))).toEqual(admin);
    expect(await refused(bearer(await issuer.sign(claims, { kid: "broken" })))).toEqual(unavailable);
  });
});
