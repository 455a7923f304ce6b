import { afterAll, beforeAll, describe, expect, test } from "vitest";
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
  plain = await startGateway({ ...library.config, roles });
  relay = await startGateway({ ...library.config, relay: true, roles: withRowIds(roles) });
});
afterAll(async () => {
  await plain?.dispose();
  await relay?.dispose();
  await library?.dispose();
});

/** The whole body of an answer; what was written is made undone. */
async function ask(path: (typeof readPaths)[number], document: string, role: string) {
  const gateway = path.relay ? relay : plain;
  const { body } = await gateway.send(document, {}, await asRole(role, claims));
  if (document.startsWith("mutation")) await library.restore();
  return body;
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

const asking = readPaths.filter(({ document }) => document.includes("$columns"));

describe("a column that a role may not see is not there", () => {
  test.each(asking)("$name", async (path) => {
    const { data, errors = [] } = await ask(path, documentFor(path, true), "all-hidden");
    expect(data).toBeUndefined();
    expect(errors.map(({ message }) => message)).toContain('Cannot query field "secret" on type "Note".');
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(["GRAPHQL_VALIDATION_FAILED"]));
  });
});

describe("a table that a role may not see is not there", () => {
  test.each(readPaths)("$name", async (path) => {
    const { data, errors = [] } = await ask(path, documentFor(path, false), "stranger");
    expect(data).toBeUndefined();
    expect(errors.length).toBeGreaterThan(0);
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(["GRAPHQL_VALIDATION_FAILED"]));
  });
});

test("the matrix has 400 cells and more", () => {
  expect(cells.length + asking.length + readPaths.length).toBeGreaterThan(400);
});
