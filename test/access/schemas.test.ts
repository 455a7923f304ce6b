import {
  buildClientSchema,
  type GraphQLSchema,
  getIntrospectionQuery,
  isInputObjectType,
  isObjectType,
  printSchema,
} from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resolveConfig } from "../../src/config/index.ts";
import { RoleSchemas } from "../../src/gateway/role-schemas.ts";
import type { Extend } from "../../src/graphql/index.ts";
import { adminHeaders, createLibrary, type Library } from "../support/access/library.ts";
import { columnRules, roleWith, withRowIds } from "../support/access/roles.ts";
import { asRole } from "../support/access/token.ts";
import { startGateway, type TestGateway } from "../support/gateway.ts";

const roles = {
  reader: roleWith({ select: { columns: "*" } }),
  twin: roleWith({ select: { columns: "*" } }),
  heir: { inherits: ["reader"] },
  careful: roleWith({ select: columnRules.hidden?.select(undefined) ?? [] }),
  stranger: roleWith(undefined),
  limited: roleWith({ select: { columns: "*", limit: 3 }, update: { columns: "*" } }),
  uncounted: roleWith({ select: { columns: "*", aggregates: false } }),
  keyless: roleWith({ select: { columns: ["code", "body"] }, update: { columns: "*" }, delete: {} }),
  ofAuthors: roleWith({ select: { columns: ["id", "authorId"] }, insert: { columns: "*" } }),
  watcher: { gateway: { pools: true } },
  operator: { gateway: { verbs: true } },
  tracer: { inherits: ["reader"], gateway: { traces: true } },
  nobody: {},
};

const extend: Extend = (builder) => {
  builder.tableField("Note", "shout", (t) =>
    t.field({ type: "String", needs: ["body"], resolve: ({ body }) => String(body).toUpperCase() }),
  );
  builder.tableField("Note", "whisper", (t) =>
    t.field({ type: "String", needs: ["secret"], resolve: ({ secret }) => String(secret) }),
  );
  builder.tableField("Author", "firstNote", (t) => t.field({ type: builder.table("Note"), resolve: () => 1 }));
  const pile = builder.objectRef<object>("PileOfNotes").implement({
    fields: (t) => ({ notes: t.field({ type: [builder.table("Note")], resolve: () => [3, 1, 2] }) }),
  });
  builder.queryField("pile", (t) => t.field({ type: pile, resolve: () => ({}) }));
  builder.queryField("loaded", (t) =>
    t.field({
      type: "JSON",
      resolve: async (_root, _args, context) => {
        const load = context.load.note;
        return load ? await load(3) : "no way to load";
      },
    }),
  );
  builder.queryField("forReaders", (t) => t.field({ type: "Int", roles: ["reader"], resolve: () => 1 }));
  builder.mutationField("forNobody", (t) => t.field({ type: "Int", roles: [], resolve: () => 1 }));
};

let library: Library;
let plain: TestGateway;
let custom: TestGateway;
beforeAll(async () => {
  library = await createLibrary();
  plain = await startGateway({ ...library.config, roles });
  custom = await startGateway({ ...library.config, roles, extend });
});
afterAll(async () => {
  await plain?.dispose();
  await custom?.dispose();
  await library?.dispose();
});

async function ask(gateway: TestGateway, role: string, query: string, headers: Record<string, string> = {}) {
  const { body } = await gateway.send(query, {}, { ...(await asRole(role)), ...headers });
  return body;
}

async function schemaOf(gateway: TestGateway, role: string): Promise<GraphQLSchema> {
  const { data } = await ask(gateway, role, getIntrospectionQuery({ inputValueDeprecation: true }));
  return buildClientSchema(JSON.parse(JSON.stringify(data)));
}

const textOf = async (gateway: TestGateway, role: string) => printSchema(await schemaOf(gateway, role));

/** The names of the fields of a type; none where it is not there. */
function fieldsOf(schema: GraphQLSchema, name: string): readonly string[] {
  const type = schema.getType(name);
  return isObjectType(type) || isInputObjectType(type) ? Object.keys(type.getFields()) : [];
}

describe.each(["plain", "custom"])("a schema of %s fields", (kind) => {
  const of = () => (kind === "plain" ? plain : custom);

  test("has no word of a column that the role may not see", async () => {
    expect(await textOf(of(), "reader")).toMatch(/secret/i);
    expect(await textOf(of(), "careful")).not.toMatch(/secret/i);
  });

  test("has no word of a table that the role may not see", async () => {
    expect(await textOf(of(), "reader")).toMatch(/notes/i);
    expect(await textOf(of(), "stranger")).not.toMatch(/\bnotes?\b|\bNote\w*/);
  });

  test("suggests nothing that the role may not see", async () => {
    const { errors } = await ask(
      of(),
      "careful",
      "{ notes(where: {secre: {eq: 1}}, orderBy: [{secre: ASC}]) { secre } }",
    );
    expect(errors?.length).toBeGreaterThan(2);
    expect(JSON.stringify(errors)).not.toContain("secret");
  });

  test("is refused to a role without rights", async () => {
    const { data, errors } = await ask(plain, "nobody", "{ __typename }");
    expect(data).toBeUndefined();
    expect(errors?.[0]?.extensions.code).toBe("FORBIDDEN");
  });
});

test("without a key that is seen there is no field by it, no page and no change of one row", async () => {
  const schema = await schemaOf(plain, "keyless");
  const fields = [...fieldsOf(schema, "Query"), ...fieldsOf(schema, "Mutation")].filter((name) => /note/i.test(name));
  expect(fields).toEqual(["notes", "noteByCode", "updateNotes", "deleteNotes"]);
});

describe("a relation is there where what it goes by is seen on both sides", () => {
  const relations = new Set(["account", "author", "note", "notes", "reports", "tags"]);
  const types = ["Note", "Author", "Tag", "Report", "Account", "NoteWhere", "AuthorWhere", "TagOrderBy", "NoteInput"];
  const both = [
    ...["Note.author", "Note.tags", "Note.reports", "Author.notes", "Tag.note", "Report.note"],
    ...["NoteWhere.author", "NoteWhere.tags", "AuthorWhere.notes", "TagOrderBy.note"],
  ];
  test.each<[string, readonly string[]]>([
    ["reader", [...both, "Note.account", "Account.notes"]],
    ["ofAuthors", [...both, "NoteInput.author", "NoteInput.tags"]],
    // Neither the key, which tags and reports refer to, nor what notes refer by.
    ["keyless", []],
  ])("for %s", async (role, there) => {
    const schema = await schemaOf(plain, role);
    const found = types.flatMap((type) =>
      fieldsOf(schema, type).flatMap((field) => (relations.has(field) ? [`${type}.${field}`] : [])),
    );
    expect(found.sort()).toEqual([...there].sort());
  });
});

describe("the most rows of a role", () => {
  test.each([
    ["{ notes { id } }", "There are more than 3 rows"],
    ["{ notes(limit: 4) { id } }", "at most 3 rows"],
    ["{ notesConnection(first: 4) { nodes { id } } }", "at most 3 rows"],
    ["{ accounts { notes(limit: 4) { id } } }", "at most 3 rows"],
    ["{ authors { notes(limit: 4) { id } } }", "at most 3 rows"],
    [
      'mutation { updateNotes(where: {n: {gt: 1}}, patch: {body: "x"}) { nodes { id } } }',
      "There are more than 3 rows",
    ],
  ])("holds in %s", async (query, message) => {
    const { errors } = await ask(plain, "limited", query);
    expect(errors?.[0]?.message).toContain(message);
    expect(errors?.[0]?.extensions).toMatchObject({ code: "LIMIT_EXCEEDED", limit: "maxLimit" });
  });

  test("holds for rows by their ids", async () => {
    const limited = withRowIds({ limited: roles.limited });
    const gateway = await startGateway({ ...library.config, relay: true, roles: limited });
    const idOf = (n: number) => Buffer.from(JSON.stringify(["Note", String(n)])).toString("base64url");
    const three = [1, 2, 3].map(idOf);
    const asked = async (ids: readonly string[]) =>
      (await gateway.send("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids }, await asRole("limited"))).body;
    expect(await asked(three)).toEqual({ data: { nodes: three.map((id) => ({ id })) } });
    expect((await asked([...three, idOf(4)])).errors).toMatchObject([
      {
        message: "ids has 4 ids of Note; a list has at most 3 of its rows. Ask for fewer at once.",
        extensions: { code: "LIMIT_EXCEEDED", limit: "maxLimit" },
      },
    ]);
    await gateway.dispose();
  });

  test("is the size of a page, and is told", async () => {
    const { data } = await ask(plain, "limited", "{ notesConnection { nodes { id } pageInfo { hasNextPage } } }");
    expect(data).toEqual({
      notesConnection: { nodes: [{ id: 1 }, { id: 2 }, { id: 3 }], pageInfo: { hasNextPage: true } },
    });
    expect(await textOf(plain, "limited")).toContain("up to 3");
  });
});

test("a role without aggregates cannot count", async () => {
  const schema = await schemaOf(plain, "uncounted");
  expect(fieldsOf(schema, "NoteConnection")).toEqual(["edges", "nodes", "pageInfo"]);
  expect(fieldsOf(schema, "AuthorConnection")).toContain("totalCount");
  expect(fieldsOf(schema, "NoteListFilter")).toEqual(["some", "none", "every"]);
  expect(fieldsOf(schema, "AuthorOrderBy")).not.toContain("notes");
});

describe("rights of the gateway", () => {
  test("who may look at pools sees them, and does nothing", async () => {
    const schema = await schemaOf(plain, "watcher");
    expect(fieldsOf(schema, "Query")).toContain("pools");
    expect(fieldsOf(schema, "Subscription")).toEqual(["poolStats", "poolEvents"]);
    expect(printSchema(schema)).not.toMatch(/type Mutation|resizePool|\bnotes\b/);
    const { data } = await ask(plain, "watcher", "{ pools { database } }");
    expect(data).toEqual({ pools: [{ database: "desk" }, { database: "archive" }] });
  });

  test("who may act on pools does, and sees them", async () => {
    const { data } = await ask(
      plain,
      "operator",
      'mutation { drainPool(database: "desk") { database stats { state } } }',
    );
    expect(data).toEqual({ drainPool: { database: "desk", stats: { state: "OPEN" } } });
    expect(await textOf(plain, "operator")).not.toContain("runSql");
  });

  test("others have no word of them", async () => {
    expect(await textOf(plain, "reader")).not.toMatch(/pool/i);
  });

  test("traces are for those who may see statements", async () => {
    const trace = { "x-sluice-trace": "1" };
    expect(await ask(plain, "tracer", "{ notes { id } }", trace)).toHaveProperty("extensions.sluice.statements");
    expect(await ask(plain, "reader", "{ notes { id } }", trace)).not.toHaveProperty("extensions");
  });
});

describe("custom fields", () => {
  const fields = async (role: string) => {
    const schema = await schemaOf(custom, role);
    return Object.fromEntries(
      ["Note", "Author", "Query", "PileOfNotes"].map((type) => [
        type,
        fieldsOf(schema, type).filter((name) => /shout|whisper|firstNote|pile|loaded|forReaders|^notes$/.test(name)),
      ]),
    );
  };

  test("are there as far as what they need, and lead to, is", async () => {
    expect(await fields("reader")).toEqual({
      Note: ["shout", "whisper"],
      Author: ["notes", "firstNote"],
      Query: ["notes", "pile", "loaded", "forReaders"],
      PileOfNotes: ["notes"],
    });
    expect(await fields("careful")).toEqual({
      Note: ["shout"],
      Author: ["notes", "firstNote"],
      Query: ["notes", "pile", "loaded"],
      PileOfNotes: ["notes"],
    });
    expect(await fields("stranger")).toEqual({ Note: [], Author: [], Query: ["loaded"], PileOfNotes: [] });
  });

  test("for a role that has nothing else are all that it has", async () => {
    expect(
      await ask(custom, "nobody", "{ loaded __schema { mutationType { name } queryType { fields { name } } } }"),
    ).toEqual({
      data: { loaded: null, __schema: { mutationType: null, queryType: { fields: [{ name: "loaded" }] } } },
    });
  });

  test("load, and lead to, what the role sees", async () => {
    const query = "{ loaded pile { notes { id body } } authors(limit: 1) { firstNote { id } } }";
    const own = roleWith({ select: { columns: ["id", "body"], filter: { id: { eq: 3 } } } });
    const gateway = await startGateway({ ...library.config, roles: { own }, extend });
    try {
      expect(await ask(gateway, "own", query)).toEqual({
        data: {
          loaded: { id: 3, body: "b3" },
          pile: { notes: [{ id: 3, body: "b3" }, null, null] },
          authors: [{ firstNote: null }],
        },
      });
    } finally {
      await gateway.dispose();
    }
  });
});

test("roles that may do the same have one schema, unless custom fields tell them apart", () => {
  const settings = resolveConfig({ ...library.config, roles }, { strictNames: true });
  const { model, schema } = plain.gateway;
  const shared = new RoleSchemas(settings.roles, model, schema, { maxLimit: 1000 });
  expect(shared.of("twin")).toBe(shared.of("reader"));
  expect(shared.of("careful")).not.toBe(shared.of("reader"));
  expect(shared.of("admin")).toBe(schema);
  const apart = new RoleSchemas(settings.roles, model, schema, { maxLimit: 1000, extend });
  expect(apart.of("twin")).not.toBe(apart.of("reader"));
});

test("the schemas that were used last are kept, and others made again", () => {
  const settings = resolveConfig({ ...library.config, roles }, { strictNames: true });
  const { model, schema } = plain.gateway;
  const schemas = new RoleSchemas(settings.roles, model, schema, { maxLimit: 1000, mostKept: 2 });
  const [reader, careful] = [schemas.of("reader"), schemas.of("careful")];
  expect(schemas.of("reader")).toBe(reader);
  schemas.of("limited");
  expect(schemas.of("reader")).toBe(reader);
  const again = schemas.of("careful");
  expect(again).not.toBe(careful);
  // What was planned, or validated, with the old one is still one of them.
  expect([careful, again, reader].map((each) => each && schemas.has(each))).toEqual([true, true, true]);
});

test("the schemas of all roles are made at start, and not again for a request", async () => {
  const made: string[] = [];
  const counting: Extend = (builder) => {
    made.push("one");
    builder.queryField("one", (t) => t.field({ type: "Int", resolve: () => 1 }));
  };
  const gateway = await startGateway({ ...library.config, roles, extend: counting });
  try {
    const atStart = made.length;
    expect(atStart).toBe(Object.keys(roles).length + 1);
    for (const role of Object.keys(roles)) {
      expect(await ask(gateway, role, "{ one }")).toEqual({ data: { one: 1 } });
    }
    expect(made.length).toBe(atStart);
  } finally {
    await gateway.dispose();
  }
});

test("the admin may ask as any role", async () => {
  const asCareful = { ...adminHeaders, "x-sluice-role": "careful" };
  const { body } = await plain.send("{ notes { secret } }", {}, asCareful);
  expect(body.errors?.[0]?.message).toBe('Cannot query field "secret" on type "Note".');
});
