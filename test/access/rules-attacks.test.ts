import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Attacked, attackedRoles, createAttacked, everyTransport, rowsOfAll } from "../support/access/attacked.ts";
import { adminHeaders } from "../support/access/library.ts";
import { asRole } from "../support/access/token.ts";
import type { Answer } from "../support/gateway.ts";

let attacked: Attacked;
beforeAll(async () => {
  attacked = await createAttacked(attackedRoles);
});
afterAll(() => attacked?.dispose());

const own = [1, 3, 5, 7];
/** Nothing is done, and nothing said but that the document is not of the schema. */
const unknown = (body: Answer["body"]) => {
  expect(body.data).toBeUndefined();
  expect(new Set(body.errors?.map(({ extensions }) => extensions.code))).toEqual(
    new Set(["GRAPHQL_VALIDATION_FAILED"]),
  );
};
const ids = (rows: unknown) => (Array.isArray(rows) ? rows.map((row) => Object(row).id) : rows);

describe("32: a row that is hidden is hidden by every way", () => {
  test.each([
    "{ files { id code title shout } }",
    '{ file(id: 2) { id title } fileByTenantAndCode(tenant: "b", code: "c2") { id title } }',
    "{ filesConnection { totalCount nodes { title } edges { cursor node { title } } pageInfo { endCursor } } }",
    "{ filesConnection(orderBy: [{title: DESC}], first: 9) { edges { cursor } pageInfo { startCursor endCursor } } }",
    "{ teams { files { title } filesConnection { totalCount nodes { title } } } }",
    '{ teams { files(where: {title: {like: "%planted"}}) { title } } }',
    "{ pages { body file { title pages { body } } } page(id: 1) { body file { title } } }",
    "{ files { pages { body } otherPages { id mainFile { title } } } otherPages { id mainFile { title } } }",
    '{ files(where: {or: [{tenant: {eq: "b"}}, {not: {tenant: {eq: "a"}}}, {pages: {none: {}}}]}) { title } }',
    "{ files(distinctOn: [TENANT]) { title } teams(orderBy: [{files: {max: {title: DESC}}}]) { files { title } } }",
    "query @transaction { files { title } pages { body file { title } } }",
    "{ a: teams { ...T ... { b: files { title } } } } fragment T on Team { ... on Team { c: files { d: title } } }",
  ])("%s", async (query) => {
    const answers = await everyTransport(attacked.gateway, await asRole("tenant", { tenant: "a" }), query);
    for (const [transport, answer] of Object.entries(answers)) {
      expect(answer, transport).toContain('"data"');
      expect(answer, transport).not.toMatch(/planted|PLANTED|"errors"/);
      for (const encoded of answer.match(/[\w-]{12,}/g) ?? []) {
        expect(Buffer.from(encoded, "base64url").toString(), transport).not.toMatch(/planted|PLANTED/);
      }
    }
    const whole = await everyTransport(attacked.gateway, adminHeaders, query);
    if (query.includes("title }")) expect(whole.POST).toContain("planted");
  });

  test("cursors of hidden rows, and of others, only say where a page begins", async () => {
    const page = "(orderBy: [{title: ASC}], first: 3)";
    const { body } = await attacked.gateway.send(
      `{ filesConnection${page} { edges { cursor node { id } } } }`,
      {},
      adminHeaders,
    );
    const edges = Object(body.data).filesConnection.edges;
    expect(ids(edges.map(({ node }: { node: object }) => node))).toEqual([1, 2, 3]);
    for (const [index, { cursor }] of edges.entries()) {
      const query = `{ filesConnection(orderBy: [{title: ASC}], after: "${cursor}") { totalCount nodes { id } pageInfo { hasPreviousPage } } }`;
      const { body: seen } = await attacked.as("tenant", query);
      const { totalCount, nodes, pageInfo } = Object(seen.data).filesConnection;
      expect(ids(nodes)).toEqual(own.filter((id) => id > index + 1));
      expect({ totalCount, pageInfo }).toEqual({ totalCount: 4, pageInfo: { hasPreviousPage: true } });
    }
  });

  test("an order by hidden columns is not that of a cursor", async () => {
    const query = "{ filesConnection(orderBy: [{hushWord: ASC}], first: 1) { edges { cursor } } }";
    const { body } = await attacked.gateway.send(query, {}, adminHeaders);
    const { cursor } = Object(body.data).filesConnection.edges[0];
    expect(Buffer.from(cursor, "base64url").toString()).toContain("planted");
    const asked = await attacked.as("tenant", `{ filesConnection(after: "${cursor}") { nodes { id } } }`);
    expect(asked.body.errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });
});

describe("33: what is hidden cannot be asked about", () => {
  test.each([
    "{ files { hushWord } }",
    '{ files(where: {hushWord: {eq: "word-1"}}) { id } }',
    '{ files(where: {hush_word: {eq: "word-1"}}) { id } }',
    "{ files(where: {or: [{id: {eq: 1}}, {not: {hushN: {gt: 3}}}]}) { id } }",
    "{ files(orderBy: [{hushN: ASC}]) { id } }",
    "{ files(distinctOn: [HUSH_N]) { id } }",
    "{ files(where: {compare: [{column: SIZE, lt: HUSH_N}]}) { id } }",
    "{ teams(orderBy: [{files: {max: {hushN: ASC}}}]) { id } }",
    "{ teams(orderBy: [{files: {sum: {hushN: ASC}}}]) { id } }",
    '{ teams(where: {files: {some: {hushWord: {like: "w%"}}}}) { id } }',
    "{ pages(where: {file: {hushN: {gt: 1}}}) { id } }",
    '{ fileByHushWord(hushWord: "word-1-planted") { id } }',
    "{ files { h: hushWord } } fragment F on File { hushN }",
    "{ files { ... { hushN } ... on File { hushWord } } }",
    "{ otherFiles { id } }",
    '{ a: __type(name: "Level") { name } files { hushLevel } }',
    "mutation { updateFile(id: 1, patch: {hushN: 1}) { id } }",
    "mutation { updateFile(id: 1, increment: {hushN: 1}) { id } }",
    'mutation { createFile(input: {code: "x", hushWord: "y"}) { id } }',
    'mutation { upsertFile(input: {code: "x"}, onConflict: HUSH_WORD) { id } }',
    'mutation { updateFiles(where: {hushN: {gt: 4}}, patch: {title: "x"}) { count } }',
    "mutation { deleteFiles(where: {hushN: {gt: 4}}) { count } }",
    'mutation { updateTeam(id: 1, patch: {files: {connect: [{hushWord: "word-1-planted"}]}}) { id } }',
  ])("%s", async (query) => {
    const { body } = await attacked.as("tenant", query);
    unknown(body);
    // It says nothing but what was asked.
    for (const { message } of body.errors ?? []) {
      for (const [word] of message.matchAll(/\w*(?:hush|planted|zeta)\w*/gi)) expect(query).toContain(word);
    }
  });

  test.each([
    "hushWor",
    "hushn",
    "hush",
    "HushWord",
    "hush_word",
    "otherFile",
    "sourcePage",
  ])("no suggestion leads from %s to it", async (word) => {
    for (const query of [
      `{ files { ${word} } }`,
      `{ files(where: {${word}: {eq: 1}}) { id } }`,
      `{ ${word} { id } }`,
    ]) {
      const answers = await everyTransport(attacked.gateway, await asRole("tenant", { tenant: "a" }), query);
      for (const answer of Object.values(answers)) {
        expect(answer.replaceAll(word, "")).not.toMatch(/hush|zeta|planted|otherFiles/i);
      }
    }
  });

  test("the schema does not know it, by whichever way it is asked", async () => {
    const query =
      "{ __schema { types { name description fields { name description args { name description } } inputFields { name description } enumValues { name } } } }";
    const whole = await everyTransport(attacked.gateway, adminHeaders, query);
    expect(whole.POST).toMatch(/hush.*zeta_secret_label|zeta_secret_label.*hush/s);
    const answers = await everyTransport(attacked.gateway, await asRole("tenant", { tenant: "a" }), query);
    for (const answer of Object.values(answers)) {
      expect(answer).toContain("FileWhere");
      expect(answer).not.toMatch(/hush|zeta|"serial"|OtherFile|"OtherTeam/i);
    }
  });

  test("a document that somebody else may send is looked at again", async () => {
    const query = "{ files { id hushWord } }";
    expect((await attacked.gateway.send(query, {}, adminHeaders)).body.errors).toBeUndefined();
    for (const role of ["tenant", "blind"]) unknown((await attacked.as(role, query)).body);
    expect((await attacked.gateway.send(query, {}, adminHeaders)).body.errors).toBeUndefined();
  });
});

describe("33: errors name no column and no constraint that is hidden", () => {
  test.each([
    [
      "unique",
      'createFile(input: {tenant: "a", code: "x", hushWord: "word-2-planted"})',
      "UNIQUE_VIOLATION",
      undefined,
    ],
    ["unique and seen", 'createFile(input: {tenant: "a", code: "c1"})', "UNIQUE_VIOLATION", "files_code"],
    ["check", 'createFile(input: {tenant: "a", code: "x", hushN: 1000})', "CHECK_VIOLATION", undefined],
    ["check and seen", 'createFile(input: {tenant: "a", code: "x", size: 1000})', "CHECK_VIOLATION", "size_limit"],
    ["not null", "updateFile(id: 1, patch: {hushN: null})", "NOT_NULL_VIOLATION", undefined],
    ["reference", "createPage(input: {id: 99, hushFile: 999})", "FOREIGN_KEY_VIOLATION", undefined],
    ["reference and seen", "createPage(input: {id: 99, fileId: 999})", "FOREIGN_KEY_VIOLATION", "pages_file_id_fkey"],
  ])("%s", async (_, field, code, constraint) => {
    const { body } = await attacked.as("blind", `mutation { ${field} { id } }`);
    const [error] = body.errors ?? [];
    expect(error?.extensions).toMatchObject({ code, ...(constraint && { constraint }) });
    expect(JSON.stringify(body.errors)).not.toMatch(/hush|planted|word-/);
    if (!constraint) expect(Object.keys(error?.extensions ?? {})).toEqual(["code", "database"]);
  });

  test("nothing can be counted up, or taken apart, that is not seen", async () => {
    for (const argument of ["increment", "append", "prepend", "merge", "remove"]) {
      const { body } = await attacked.as(
        "blind",
        `mutation { updateFile(id: 1, ${argument}: {hushN: 2147483647}) { id } }`,
      );
      unknown(body);
    }
  });
});

describe("34: writes stay within what the role may write", () => {
  const unchanged = async (field: string, expected: object) => {
    const before = await rowsOfAll(attacked);
    const { body } = await attacked.as("tenant", `mutation { ${field} }`);
    expect(body).toMatchObject(expected);
    expect(JSON.stringify(body)).not.toMatch(/planted/);
    expect(await rowsOfAll(attacked)).toEqual(before);
  };
  const refused = { errors: [{ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }] };
  const forbidden = { data: null, errors: [{ extensions: { code: "FORBIDDEN" } }] };

  test.each([
    ["the owner of a new row", 'createFile(input: {code: "x", tenant: "b"}) { id }', refused],
    ["a generated column", 'createFile(input: {code: "x", shout: "X"}) { id }', refused],
    ["an identity column", 'createFile(input: {code: "x", serial: 3}) { id }', refused],
    ["an update of a generated column", 'updateFile(id: 1, patch: {shout: "X"}) { id }', refused],
    ["a row moved out of scope", 'updateFile(id: 1, patch: {tenant: "b"}) { id }', forbidden],
    ["all rows moved out of scope", 'updateFiles(all: true, patch: {tenant: "b"}) { count }', forbidden],
    ["one of several rows", "createPages(inputs: [{id: 97, fileId: 1}, {id: 98, fileId: 2}]) { id }", forbidden],
    ["a row below a hidden one", "createPage(input: {id: 98, fileId: 2}) { id }", forbidden],
    ["a row moved below a hidden one", "updatePage(id: 8, patch: {fileId: 2}) { id }", forbidden],
    ["a hidden row", 'updateFile(id: 2, patch: {title: "x"}) { id }', { data: { updateFile: null } }],
    ["a hidden row that is deleted", "deleteFile(id: 2) { id }", { data: { deleteFile: null } }],
    ["hidden rows", 'deleteFiles(where: {tenant: {eq: "b"}}) { count }', { data: { deleteFiles: { count: 0 } } }],
    [
      "an upsert over a hidden row",
      'upsertFile(input: {id: 2, code: "c2", title: "x"}, onConflict: ID) { id }',
      forbidden,
    ],
  ])("%s", (_, field, expected) => unchanged(field, expected));

  test.each([
    ["connect", "{connect: [{id: $id}]}"],
    ["delete", "{delete: [{id: $id}]}"],
    ["disconnect", "{disconnect: [{id: $id}]}"],
    ["update", '{update: [{key: {id: $id}, patch: {title: "x"}}]}'],
    ["update with rows around", "{update: [{key: {id: $id}, patch: {pages: {create: [{id: 98}]}}}]}"],
  ])("%s names a hidden row as one that is not there", async (_, files) => {
    const answers: unknown[] = [];
    for (const id of [2, 999]) {
      const field = `updateTeam(id: 1, patch: {files: ${files.replace("$id", String(id))}}) { id }`;
      await unchanged(field, { data: null, errors: [{ extensions: { code: "BAD_USER_INPUT" } }] });
      answers.push((await attacked.as("tenant", `mutation { ${field} }`)).body.errors?.[0]?.message);
    }
    expect(answers[0]).toBe(answers[1]);
  });

  test("a row that is made belongs to who makes it", async () => {
    const { body } = await attacked.as("tenant", 'mutation { createFile(input: {code: "own"}) { id tenant } }', {
      tenant: "z",
    });
    expect(body.data).toMatchObject({ createFile: { tenant: "z" } });
    await attacked.restore();
  });

  test("nobody makes one without the claim that it needs", async () => {
    for (const claims of [
      {},
      { tenant: null },
      { tenant: ["a"] },
      { tenant: { a: 1 } },
      { tenant: 5 },
      { tenant: "a\0" },
    ]) {
      const before = await rowsOfAll(attacked);
      const { body } = await attacked.as("tenant", 'mutation { createFile(input: {code: "own"}) { id } }', claims);
      expect(body).toMatchObject(forbidden);
      expect(await rowsOfAll(attacked)).toEqual(before);
    }
  });
});
