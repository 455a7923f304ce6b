import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { customFields } from "../support/access/custom-fields.ts";
import { claims, createLibrary, type Library } from "../support/access/library.ts";
import { type MatrixRole, matrixRoles, roleWith } from "../support/access/roles.ts";
import { contentOf, documentFor, outcomeOf } from "../support/access/seen.ts";
import { asRole } from "../support/access/token.ts";
import { type WritePath, writePaths } from "../support/access/writes.ts";
import { startGateway, type TestGateway } from "../support/gateway.ts";

let library: Library;
let gateway: TestGateway;
beforeAll(async () => {
  library = await createLibrary();
  const roles = Object.fromEntries(matrixRoles.map(({ name, config }) => [name, config]));
  const reader = roleWith({ select: { columns: "*" } });
  gateway = await startGateway({
    ...library.config,
    extend: customFields,
    roles: { ...roles, reader, stranger: roleWith(undefined) },
  });
});
afterAll(async () => {
  await gateway?.dispose();
  await library?.dispose();
});

const cells = matrixRoles.flatMap((role) =>
  writePaths.map((path) => ({ role, path, cell: `${role.name}: ${path.name}` })),
);

describe("a role writes what its rules let it, by whichever path", () => {
  test.each(cells)("$cell", ({ role, path }) => expectOutcome(path, role, role.name));
});

describe("a reader refers to what it sees", () => {
  const referring = cells.filter(({ role, path }) => path.refers && role.name === "all-hidden");
  test.each(referring)("$path.name", ({ role, path }) => expectOutcome(path, role, "reader"));
});

async function expectOutcome(path: WritePath, role: MatrixRole, asked: string): Promise<void> {
  const expected = await outcomeOf(library, path, role);
  const { body } = await gateway.send(documentFor(path, role.columns.has), {}, await asRole(asked, claims));
  const notes = await contentOf(library);
  await library.restore();
  const code = body.errors?.[0]?.extensions.code;
  expect({ code, data: body.data ?? null, notes }).toEqual(expected);
}

describe.each([
  ["reader", writePaths.filter(({ refers }) => !refers)],
  ["stranger", writePaths],
])("a %s writes nothing", (role, paths) => {
  test.each(paths)("$name", async (path) => {
    const before = await contentOf(library);
    const { body } = await gateway.send(documentFor(path, false), {}, await asRole(role, claims));
    expect(body.data).toBeUndefined();
    expect(new Set(body.errors?.map(({ extensions }) => extensions.code))).toEqual(
      new Set(["GRAPHQL_VALIDATION_FAILED"]),
    );
    expect(await contentOf(library)).toEqual(before);
  });
});
