import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { randomOperation } from "../fuzz/document.ts";
import { adminHeaders } from "../support/access/library.ts";
import { schemaFor, searched, sendWhole, type WholeAnswer } from "../support/access/random-requests.ts";
import { configOf, type RandomRole, randomRole, randomWorld, seenQuery } from "../support/access/random-roles.ts";
import { asRole } from "../support/access/token.ts";
import { fill, marksIn, rowsOf, type World, worldConfig, worldSql, worldTables } from "../support/access/world.ts";
import { createDatabase, type TestDatabase } from "../support/databases.ts";
import { startGateway, type TestGateway } from "../support/gateway.ts";

let desk: TestDatabase;
let archive: TestDatabase;
let deskCopy: TestDatabase;
let archiveCopy: TestDatabase;
let copy: TestGateway;
beforeAll(async () => {
  desk = await createDatabase(worldSql.desk);
  archive = await createDatabase(worldSql.archive);
  deskCopy = await createDatabase(worldSql.desk);
  archiveCopy = await createDatabase(worldSql.archive);
  copy = await startGateway(worldConfig(deskCopy, archiveCopy));
});
afterAll(async () => {
  await copy?.dispose();
  await Promise.all([desk, archive, deskCopy, archiveCopy].map((each) => each?.dispose()));
});

/** Puts into the copies what a role sees, and nothing else, as the test's own SQL has it. */
async function copySeen({ grants, claims }: RandomRole): Promise<World> {
  const seen: Record<string, World[string]> = {};
  for (const table of worldTables) {
    const grant = grants[table.name];
    if (grant)
      seen[table.name] = await rowsOf(table.database === "desk" ? desk : archive, seenQuery(table, grant, claims));
  }
  await fill(deskCopy, "desk", seen);
  await fill(archiveCopy, "archive", seen);
  return seen;
}

/** A pattern that is none is one where it is tried on a row, and that is for Postgres to decide. */
const blamesValue = ({ errors }: WholeAnswer["body"]) =>
  errors?.some(({ extensions }) => extensions.code === "INVALID_VALUE") ?? false;

/** Fields that are read at once fail in any order. */
const inOrder = ({ errors, ...body }: WholeAnswer["body"]) => ({
  ...body,
  errors: errors?.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
});

const rolesAtOnce = 4;
const operationsEach = 40;
const side = 8;

test("a role is answered what an admin is where there is nothing but what the role sees", async () => {
  // What is left after it passes unseen, in a search for a smaller counterexample too: nothing is interrupted.
  const deadline = performance.now() + searched.ms;
  let marks = 0;
  const property = async (world: World, roles: readonly RandomRole[], seed: number) => {
    if (performance.now() > deadline) return;
    await fill(desk, "desk", world);
    await fill(archive, "archive", world);
    const configs = Object.fromEntries(roles.map((role, index) => [`role${index}`, configOf(role)]));
    const gateway = await startGateway({ ...worldConfig(desk, archive), roles: configs });
    try {
      for (const [index, role] of roles.entries()) {
        const seen = await copySeen(role);
        const allowed = marksIn(JSON.stringify(seen));
        const headers = await asRole(`role${index}`, role.claims);
        const schema = await schemaFor(gateway, headers);
        const compare = async (at: number) => {
          const operation = randomOperation(schema, at);
          const [{ body, bytes }, expected] = await Promise.all([
            sendWhole(gateway, operation, headers),
            sendWhole(copy, operation, adminHeaders),
          ]);
          if (![body, expected.body].some(blamesValue))
            expect(inOrder(body), JSON.stringify(operation)).toEqual(inOrder(expected.body));
          expect([...marksIn(bytes)].filter((mark) => !allowed.has(mark))).toEqual([]);
          marks += marksIn(bytes).size;
        };
        for (let nth = 0; nth < operationsEach; nth += side) {
          await Promise.all(Array.from({ length: side }, (_, place) => compare(seed + nth + place)));
        }
      }
    } finally {
      await gateway.dispose();
    }
  };
  const roles = fc.array(randomRole, { minLength: 1, maxLength: rolesAtOnce });
  await fc.assert(fc.asyncProperty(randomWorld, roles, fc.nat(1_000_000), property), {
    numRuns: searched.runs,
    endOnFailure: true,
  });
  expect(marks).toBeGreaterThan(0);
}, 900_000);
