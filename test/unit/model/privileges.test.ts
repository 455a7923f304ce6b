import { describe, expect, test } from "vitest";
import type { RoleRights } from "../../../src/catalog/index.ts";
import { grantByRights, type Model, type Table, viewModel } from "../../../src/model/index.ts";
import { column, modelOf, reference, table } from "./support.ts";

const people = table("people", [column("id"), column("name", "text")]);
const notes = table("notes", [column("id"), column("person_id"), column("text", "text")], {
  foreignKeys: [reference("notes", "person_id", "people")],
});
const model = modelOf({
  tables: { shop: [notes, people] },
  databases: { shop: { access: "rls", tables: { notes: { version: "xmin" } } } },
});

const whole = (name: string, rights: Partial<Record<keyof RoleRights, readonly string[] | boolean>>): RoleRights => {
  const all = model.databases[0]?.tables.find((each) => each.name === name)?.columns.map((each) => each.name) ?? [];
  const named = (given: readonly string[] | boolean | undefined) => new Set(Array.isArray(given) ? given : all);
  return {
    select: named(rights.select ?? [...all, "xmin"]),
    insert: named(rights.insert),
    update: named(rights.update),
    delete: rights.delete !== false,
    isOpen: false,
  };
};

/** What a role sees whose rights on notes are these. */
function notesOf(rights: Parameters<typeof whole>[1]): Table | undefined {
  const seen: Model = viewModel(model, (each) =>
    grantByRights(each, whole(each.name, each.name === "notes" ? rights : {})),
  );
  return seen.databases[0]?.tables.find(({ name }) => name === "notes");
}

const fields = (notes: Table | undefined) => notes?.edges.map(({ field }) => field);

test("who may do everything sees everything, and statements say no rules", () => {
  const notes = notesOf({});
  expect(notes?.columns.map(({ field }) => field)).toEqual(["id", "personId", "text"]);
  expect(fields(notes)).toEqual(["person"]);
  expect(notes?.version?.name).toBe("xmin");
  expect([notes?.writes.update?.one, notes?.writes.delete?.one, notes?.connection?.field]).not.toContain(undefined);
  expect(notes?.rules).toBeUndefined();
});

test("who may read no column does not see the table", () => {
  expect(notesOf({ select: [] })).toBeUndefined();
});

describe("what statements may not name is not there", () => {
  test("the key, with all that goes by it", () => {
    const notes = notesOf({ select: ["person_id", "text"] });
    expect([notes?.key, notes?.connection, notes?.writes.update?.one, notes?.writes.delete?.one]).toEqual(
      Array(4).fill(undefined),
    );
    expect(notes?.lookups).toEqual([]);
    expect(notes?.nested).toEqual([]);
    expect(fields(notes)).toEqual(["person"]);
    expect(notes?.writes.update?.many).toBe("updateShopNotes");
  });

  test("a relation over a column that may not be read, there and back", () => {
    const seen = viewModel(model, (each) =>
      grantByRights(each, whole(each.name, each.name === "notes" ? { select: ["id", "text"] } : {})),
    );
    expect(seen.databases[0]?.tables.map(fields)).toEqual([[], []]);
  });

  test("what Postgres says of each row, for who may read single columns", () => {
    expect(notesOf({ select: ["id", "person_id", "text"] })?.version).toBeUndefined();
  });
});

describe("what may not be written is not there", () => {
  test("columns, and verbs without one", () => {
    const notes = notesOf({ insert: ["id", "text"], update: [], delete: false });
    expect(notes?.writes.insertable.map(({ name }) => name)).toEqual(["id", "text"]);
    expect([notes?.writes.update, notes?.writes.delete, notes?.writes.upsert]).toEqual(Array(3).fill(undefined));
  });

  test("a column that could be changed and not read", () => {
    const notes = notesOf({ select: ["id", "person_id"] });
    expect(notes?.writes.updatable.map(({ name }) => name)).toEqual(["id", "person_id"]);
  });

  test("rows that are deleted with others, where they cannot be locked", () => {
    const people = (rights: Parameters<typeof whole>[1]) => {
      const seen = viewModel(model, (each) =>
        grantByRights(each, whole(each.name, each.name === "notes" ? rights : {})),
      );
      return seen.databases[0]?.tables[1]?.nested.map(({ patch }) => patch?.actions);
    };
    expect(people({})).toEqual([expect.arrayContaining(["update", "delete"])]);
    expect(people({ update: [] })).toEqual([["create"]]);
  });
});
