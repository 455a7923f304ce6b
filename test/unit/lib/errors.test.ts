import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { errorCodes, SluiceError, StartError } from "../../../src/lib/index.ts";

const root = join(import.meta.dirname, "../../..");

/** Codes that come from the server's library, not from a line of ours. */
const fromTheServer = ["GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED"];

describe("error codes", () => {
  test("have a heading each in docs/errors.md, and no other heading is one", () => {
    const text = readFileSync(join(root, "docs/errors.md"), "utf8");
    const headings = [...text.matchAll(/^### (\S+)$/gm)].map((match) => match[1]);
    expect(headings.toSorted()).toEqual(errorCodes.toSorted());
  });

  test("are all given somewhere in src", () => {
    const sources = globSync("src/**/*.ts", { cwd: root })
      .filter((file) => !file.endsWith("lib/errors.ts"))
      .map((file) => readFileSync(join(root, file), "utf8"))
      .join("\n");
    expect(errorCodes.filter((code) => !sources.includes(`"${code}"`) && !fromTheServer.includes(code))).toEqual([]);
  });
});

test("an error gives GraphQL its code and details", () => {
  const error = new SluiceError("LIMIT_EXCEEDED", "Too many.", { limit: "maxLimit" });
  expect(error.extensions).toEqual({ code: "LIMIT_EXCEEDED", limit: "maxLimit" });
});

test("a failed start says every problem with its path", () => {
  const error = new StartError("Cannot start:", [
    { path: "databases.shop", message: "is down" },
    { path: "", message: "something else" },
  ]);
  expect(error.message).toBe("Cannot start:\n  databases.shop: is down\n  something else");
});
