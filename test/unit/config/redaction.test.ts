import fc from "fast-check";
import { expect, test } from "vitest";
import { loadConfig, resolveConfig } from "../../../src/config/index.ts";
import { redact, redactUrl } from "../../../src/config/url.ts";
import { makeDirectory } from "./directory.ts";

const canary = "k4n4ry";
const urls = [
  `postgres://me:${canary}@h:x/b`,
  `postgres://me:a#${canary}@h/b`,
  `postgres://me:1/${canary}@h/b`,
  `postgres://me:1?${canary}@h/b`,
  `postgres://h/b?password=${canary}#`,
  `mysql://me:${canary}@h/b`,
  `me:${canary}@h/b`,
  `host=h password=${canary}`,
  canary,
];

async function messageOf(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    return String(error instanceof Error ? error.stack : error);
  }
  throw new Error("expected a failure");
}

test.each(urls)("%s shows no password, wherever it was written", async (url) => {
  const wrong = { password: [url], nested: url };
  const places: readonly object[] = [
    { databases: { shop: url } },
    { databases: { shop: { url, pool: { size: 0 } } } },
    { databases: { shop: { url: "postgres://h/b", password: url, passwordFile: "x" } } },
    { databases: { shop: { host: url.replace(canary, `${canary}@password`), prefix: "9" } } },
    { databases: { [`${url}@/`]: url } },
    { databases: { shop: wrong }, [`${url}:`]: url },
    { databases: { shop: "postgres://h/b" }, auth: { adminSecret: url.slice(0, 15), jwt: { secret: canary } } },
    { databases: { shop: "postgres://h/b" }, auth: { adminSecret: [url], jwt: { publicKey: url, secret: url } } },
    { databases: { shop: "postgres://h/b" }, auth: { [`${url}@`]: 1, jwt: { jwksUrl: url } } },
    { databases: url, links: url.replace(canary, `secret=${canary}`) },
  ];
  for (const config of places) {
    expect(await messageOf(() => resolveConfig(config, { strictNames: true }))).not.toContain(canary);
  }
  const cwd = makeDirectory();
  const sources = [
    { flags: { databases: [url] }, env: {} },
    { flags: { databases: [`shop=${url}`, `shop=${url}`] }, env: {} },
    { flags: {}, env: { DATABASE_URL: url } },
    { flags: {}, env: { SLUICE_ADMIN_SECRET: `\n${url}`, SLUICE_JWT__SECRET: canary, SLUICE_JWT__PUBLIC_KEY: url } },
    { flags: {}, env: { SLUICE_DB__SHOP__URL: url, SLUICE_DB__SHOP__PASSWRD: canary, SLUICE_DB__SHOP__SIZE: "0" } },
  ];
  for (const { flags, env } of sources) {
    expect(await messageOf(() => loadConfig({ flags, env: { ...env, SLUICE_DB__A__X: url }, cwd }))).not.toContain(
      canary,
    );
  }
});

test.each([
  ["sluice.config.json", `{ "databases": { "shop": { "password": "${canary}" x } } }`],
  ["sluice.config.json", `{ "password": ${canary} }`],
  ["sluice.config.mjs", `const password = "${canary}" "x";`],
  ["sluice.config.ts", `enum A { B }; const password = "${canary}";`],
  ["sluice.config.mjs", `throw new Error("no answer from postgres://me:${canary}@h/b");`],
])("%s that cannot be read shows nothing of %s", async (name, text) => {
  const cwd = makeDirectory({ [name]: text });
  expect(await messageOf(() => loadConfig({ env: {}, cwd }))).not.toContain(canary);
});

test("no letter around a password makes it visible", () => {
  const around = fc.string({ unit: fc.constantFrom(..."@/?#:%&=\\ \n\t'\"a1[]é"), maxLength: 6 });
  const scheme = fc.constantFrom("postgres", "postgresql", "mysql", "https", "x");
  fc.assert(
    fc.property(scheme, around, around, (name, before, after) => {
      const url = `${name}://me:${before}${canary}${after}@host:5432/shop?sslmode=require`;
      expect(redactUrl(url)).not.toContain(canary);
      if (name.startsWith("postgres") && !/\n/.test(url)) expect(redact(`at ${url} now`)).not.toContain(canary);
    }),
    { numRuns: 2000 },
  );
});
