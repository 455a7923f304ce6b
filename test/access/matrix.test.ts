import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { customFields } from "../support/access/custom-fields.ts";
import { claims, createLibrary, type Library } from "../support/access/library.ts";
import { readPaths } from "../support/access/paths.ts";
import { matrixRoles, roleWith, withRowIds } from "../support/access/roles.ts";
import { answerOf, documentFor } from "../support/access/seen.ts";
import { asRole } from "../support/access/token.ts";
import { startGateway, type TestGateway } from "../support/gateway.ts";

let library: Library;
let plain: TestGateway;
let relay: TestGateway;
beforeAll(async () => {
  library = await createLibrary();
  const roles = Object.fromEntries([
    ...matrixRoles.map(({ name, config }) => [name, config]),
    ["stranger", roleWith(undefined)],
  ]);
  const config = { ...library.config, extend: customFields };
  plain = await startGateway({ ...config, roles });
  relay = await startGateway({ ...config, relay: true, roles: withRowIds(roles) });
});
afterAll(async () => {
  await plain?.dispose();
  await relay?.dispose();
  await library?.dispose();
});

/** The whole body of an answer; what was written is made undone. */
async function ask(path: (typeof readPaths)[number], document: string, role: string) {
  const gateway = path.relay ? relay : plain;
  const headers = await asRole(role, claims);
  if (document.startsWith("subscription")) return askStream(gateway, document, headers);
  const { body } = await gateway.send(document, {}, headers);
  if (document.startsWith("mutation")) await library.restore();
  return body;
}

/** All answers of a stream as one. */
async function askStream(gateway: TestGateway, query: string, headers: Record<string, string>) {
  const bodies = await gateway.stream(query, headers);
  const errors = bodies.flatMap((body) => body.errors ?? []);
  return errors.length > 0 ? { errors } : { data: bodies.map(({ data }) => data) };
}

const cells = matrixRoles.flatMap((role) =>
  readPaths.map((path) => ({ role, path, cell: `${role.name}: ${path.name}` })),
);

describe("a role sees what its rules show, by whichever path", () => {
  test.each(cells)("$cell", async ({ role, path }) => {
    const data = await answerOf(library, path, role);
    expect(await ask(path, documentFor(path, role.columns.has), role.name)).toEqual({ data });
  });
});

const asking = readPaths.filter(({ document }) => /\$columns|\$custom/.test(document));

describe("a column that a role may not see is not there, and no custom field that needs it", () => {
  test.each(asking)("$name", async (path) => {
    const { data, errors = [] } = await ask(path, documentFor(path, true), "all-hidden");
    expect(data).toBeUndefined();
    const messages = errors.map(({ message }) => message);
    expect(messages).toContain('Cannot query field "whisper" on type "Note".');
    if (path.document.includes("$columns")) expect(messages).toContain('Cannot query field "secret" on type "Note".');
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(["GRAPHQL_VALIDATION_FAILED"]));
  });
});

const leading = readPaths.filter(({ always }) => !always);

describe("a table that a role may not see is not there", () => {
  test.each(leading)("$name", async (path) => {
    const { data, errors = [] } = await ask(path, documentFor(path, false), "stranger");
    expect(data).toBeUndefined();
    expect(errors.length).toBeGreaterThan(0);
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(["GRAPHQL_VALIDATION_FAILED"]));
  });
});

const loading = cells.filter(({ role, path }) => path.always && role.name === "none-hidden");

describe("what is there without the table shows nothing of it", () => {
  test.each(loading)("$path.name", async ({ role, path }) => {
    const data = await answerOf(library, path, role);
    expect(await ask(path, documentFor(path, false), "stranger")).toEqual({ data });
  });
});

test("the matrix has 1,000 cells and more", () => {
  expect(cells.length + asking.length + readPaths.length).toBeGreaterThan(1000);
});
