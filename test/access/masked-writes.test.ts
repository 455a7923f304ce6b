import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RoleConfig, SelectConfig } from "../../src/config/index.ts";
import { asRole } from "../support/access/token.ts";
import { signingSecret } from "../support/asker.ts";
import { createDatabase, type TestDatabase } from "../support/databases.ts";
import { startGateway, type TestGateway } from "../support/gateway.ts";

/** Sees no code of a file. */
const blind = (select: SelectConfig): RoleConfig => ({
  databases: {
    main: {
      tables: {
        files: {
          select: { columns: ["id", "title"] },
          insert: { columns: ["id", "title"], preset: { tenant: { $claim: "tenant" }, mark: { $claim: "mark" } } },
          update: { columns: ["title"] },
        },
        pages: { select, insert: { columns: "*" }, update: { columns: "*" } },
      },
    },
  },
});

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(`
    create table files (id int primary key, tenant text not null, title text not null, code text unique, mark "char");
    create table pages (id int primary key, code text references files (code), body text);
    insert into files values (1, 'a', 'one', 'code-1'), (2, 'b', 'two', 'code-2-planted');`);
  gateway = await startGateway({
    databases: {
      main: {
        url: database.url,
        prefix: "",
        tables: { pages: { relations: { pages_code_fkey: { field: "file", inverse: "pages" } } } },
      },
    },
    auth: { jwt: { secret: signingSecret } },
    roles: {
      blind: blind({ columns: "*" }),
      blinder: blind({ columns: ["id", "body"] }),
      tenant: {
        databases: {
          main: {
            tables: {
              files: {
                select: [
                  { columns: ["id", "title"] },
                  { columns: "*", filter: { tenant: { eq: { $claim: "tenant" } } } },
                ],
                insert: { columns: "*" },
                update: { columns: ["title"] },
              },
              pages: { select: { columns: "*" }, insert: { columns: "*" }, update: { columns: "*" } },
            },
          },
        },
      },
    },
  });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

test.each(["blind", "blinder"])("what is seen of no row comes into none, for %s", async (role) => {
  for (const query of [
    "mutation { updateFile(id: 2, patch: {pages: {create: [{id: 2}]}}) { id } }",
    "mutation { updateFile(id: 2, patch: {pages: {connect: [{id: 3}]}}) { id } }",
    "mutation { createPage(input: {id: 2, file: {connect: {id: 2}}}) { id } }",
  ]) {
    const { body } = await gateway.send(query, {}, await asRole(role));
    expect(body).toMatchObject({ errors: [{ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }] });
  }
});

test.each([
  [{}, "FORBIDDEN"],
  [{ tenant: "a", mark: "too long" }, "INVALID_VALUE"],
])("what a rule gives is not named where it is not seen: %j", async (claims, code) => {
  const query = 'mutation { createFile(input: {id: 7, title: "new"}) { id } }';
  const { body } = await gateway.send(query, {}, await asRole("blind", claims));
  expect(body).toMatchObject({ data: null, errors: [{ extensions: { code } }] });
  expect(JSON.stringify(body)).not.toMatch(/tenant|mark/);
});

const change = async (id: number, patch: string) =>
  (
    await gateway.send(
      `mutation { updateFile(id: ${id}, patch: {${patch}}) { title pages { id code } } }`,
      {},
      await asRole("tenant", { tenant: "a" }),
    )
  ).body;

test.each([
  "",
  'title: "new", ',
])("what is not seen of a row does not come into rows that refer to it: %s", async (own) => {
  const body = await change(2, `${own}pages: {create: [{id: 2}]}`);
  expect(body).toMatchObject({ data: null, errors: [{ extensions: { code: "BAD_USER_INPUT" } }] });
  expect(await database.query("select * from pages where id = 2")).toEqual([]);
});

test("what is seen of it does", async () => {
  const body = await change(1, 'title: "new", pages: {create: [{id: 1}]}');
  expect(body).toEqual({ data: { updateFile: { title: "new", pages: [{ id: 1, code: "code-1" }] } } });
});

describe("an upsert finds no row by what is not seen of it", () => {
  const upsert = async (code: string) =>
    (
      await gateway.send(
        `mutation { upsertFile(input: {id: 9, tenant: "a", title: "mine", code: "${code}"}, onConflict: CODE, update: [TITLE]) { id title } }`,
        {},
        await asRole("tenant", { tenant: "a" }),
      )
    ).body;

  test("where it is not seen", async () => {
    expect(await upsert("code-2-planted")).toMatchObject({
      data: null,
      errors: [{ extensions: { code: "FORBIDDEN" } }],
    });
    expect(await database.query("select id from files where title = 'mine'")).toEqual([]);
  });

  test("but where it is", async () => {
    expect(await upsert("code-1")).toEqual({ data: { upsertFile: { id: 1, title: "mine" } } });
  });
});
