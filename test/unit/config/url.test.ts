import { expect, test } from "vitest";
import { hasPassword, redact, redactUrl, urlProblem, withUrlParts } from "../../../src/config/url.ts";

const form = "must be a URL like postgres://user:password@host:5432/database";

test.each([
  "postgres://me:word@host:5432/shop?sslmode=verify-full",
  "postgresql://host",
  "postgres:///shop?host=/run/postgresql",
  "postgres://me:word@/shop?host=/cloudsql/project:region:shop",
  "postgres://me:100%@[::1]/shop",
  "postgres://host/shop?user=me@corp",
  " postgres://host/shop\n",
])("%j is a URL", (url) => {
  expect(urlProblem(url)).toBeUndefined();
});

test.each([
  "",
  "shop",
  "host/shop",
  "mysql://host/shop",
  "https://host",
  "postgres://host:99999/a",
  "host=a dbname=b",
])("%j is none", (url) => {
  expect(urlProblem(url)).toBe(form);
});

test.each(["12/ab", "12?ab", "12#ab", "1@2/ab"])("a password %j must be encoded", (password) => {
  expect(urlProblem(`postgres://me:${password}@host/shop`)).toBe(
    `${form}, with the password's / as %2F, ? as %3F, # as %23 and @ as %40`,
  );
});

test("a password is found in the authority and in the query", () => {
  expect(hasPassword("postgres://me:word@host/shop")).toBe(true);
  expect(hasPassword("postgres://me@host/shop?password=word")).toBe(true);
  expect(hasPassword("postgres://me@host/shop")).toBe(false);
});

test.each([
  [
    "postgres://me:word@host:1/shop",
    { host: "other", port: 2, database: "b", user: "you" },
    "postgres://you:word@other:2/b",
  ],
  ["postgres://host/shop", { host: "::1" }, "postgres://[::1]/shop"],
  ["postgres://me:word@host/shop", { password: "a:b" }, "postgres://me:a%3Ab@host/shop"],
  ["postgres://me@host/shop?password=word", { password: "new" }, "postgres://me:new@host/shop"],
  ["postgres://me@host/shop", { host: "/run" }, "postgres://me@host/shop?host=%2Frun"],
  ["postgres:///shop?host=/run", { user: "me", port: 2 }, "postgres:///shop?host=%2Frun&port=2&user=me"],
  ["postgres://me:word@/shop?host=/run", { password: "new" }, "postgres://me@/shop?host=%2Frun&password=new"],
])("parts replace those of %s", (url, parts, expected) => {
  expect(withUrlParts(url, parts)).toBe(expected);
  expect(urlProblem(expected)).toBeUndefined();
});

test("without parts a URL stays letter by letter", () => {
  expect(withUrlParts("postgres://me:100%@Host", {})).toBe("postgres://me:100%@Host");
});

test.each([
  ["postgres://me:canary@host:1/shop?password=canary", "postgres://me:***@host:1/shop?***"],
  ["postgres://me@host", "postgres://me@host"],
  ["postgres:///shop", "postgres:///shop"],
  ["postgres://me:12/canary@host/shop", "postgres://***"],
  ["postgres://me:canary@bad host:x/shop", "postgres://***"],
  ["postgres://me:can#ary@host/shop", "postgres://***"],
  ["me:canary@host/shop", "***"],
  ["host=h password=canary", "***"],
  ["canary", "***"],
])("%s is shown as %s", (url, shown) => {
  expect(redactUrl(url)).toBe(shown);
});

test("credentials are hidden in any text", () => {
  expect(redact("cannot reach postgres://me:can/a@ry@host/shop now")).toBe("cannot reach postgres://***@host/shop now");
  const rule = `${form}, received "mysql://me:***@h/b"`;
  expect(redact(rule)).toBe(rule);
  expect(redact("host=h password=canary dbname=b")).toBe("host=h password=*** dbname=b");
  expect(redact("host=h password='can ary' x")).toBe("host=h password=*** x");
  expect(redact("postgres://h/b?user=a&password=canary&x=1")).toBe("postgres://h/b?user=a&password=***&x=1");
  expect(redact("at file:///app/node_modules/@scope/a.js:1")).toBe("at file:///app/node_modules/@scope/a.js:1");
});
