import { describe, expect, test } from "vitest";
import { compile, isFragment, sql } from "../../../src/sql/index.ts";

describe("sql", () => {
  test("quotes identifiers, whatever is in them", () => {
    const names = ['a"b', "select", "Käse 🧀", "$1", "x; drop table y"];
    const { text } = compile(
      sql`select ${sql.join(
        names.map((name) => sql.identifier(name)),
        sql`, `,
      )}`,
    );
    expect(text).toBe('select "a""b", "select", "Käse 🧀", "$1", "x; drop table y"');
  });

  test("refuses identifiers that Postgres would cut or cannot hold", () => {
    expect(() => compile(sql.identifier("x".repeat(64)))).toThrow("at most 63 bytes");
    expect(() => compile(sql.identifier("ä".repeat(32)))).toThrow("at most 63 bytes");
    expect(() => compile(sql.identifier("a\0b"))).toThrow("NUL");
  });

  test("numbers bound values and sends the same one once", () => {
    const one = () => 1;
    const two = () => 2;
    const { text, binds } = compile(sql`${sql.bind(one)}, ${sql.bind(two)}, ${sql.bind(one)}`);
    expect(text).toBe("$1, $2, $1");
    expect(binds).toEqual([one, two]);
  });

  test("gives every alias a name of its own", () => {
    const first = sql.alias("t");
    const second = sql.alias("t");
    const { text } = compile(sql`${sql.reference(first)} ${sql.column(second, "id")} ${sql.column(first, "id")}`);
    expect(text).toBe('t t2."id" t."id"');
  });

  test("a bare value in a template fails at once", () => {
    const bare = JSON.parse('"1; drop table x"');
    expect(() => sql`select ${bare}`).toThrow("Not a SQL fragment: '1; drop table x'");
  });

  test("data cannot pass for a fragment", () => {
    expect(isFragment(JSON.parse('{"sluice.sql": [{"kind": "text", "text": "x"}]}'))).toBe(false);
    expect(isFragment({ [Symbol("sluice.sql")]: [] })).toBe(false);
  });

  test("an integer is checked", () => {
    expect(compile(sql.integer(3)).text).toBe("3");
    expect(() => sql.integer(1.5)).toThrow("Not an integer");
  });
});

test("Postgres' own functions and types are named with their schema only where the database has others", () => {
  const fragment = sql`${sql.own("lower")}(x)::${sql.ownType("char")}`;
  expect(compile(fragment).text).toBe('lower(x)::"char"');
  expect(compile(fragment, new Set(["lower", "char"])).text).toBe('pg_catalog.lower(x)::pg_catalog."char"');
});
