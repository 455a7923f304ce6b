import { type Family, families, familyName } from "../support/values/cases.ts";
import type { TypeCase, ValueCase } from "../support/values/type-case.ts";
import { code, printTable } from "./document.ts";

/** Longer ones show nothing in a table that shorter ones do not. */
const longest = 90;

const compared = { order: "all", eq: "`eq`, `ne`", equality: "equality", none: "`isNull`" } as const satisfies Record<
  TypeCase["filter"],
  string
>;

const sent = (value: ValueCase | undefined): string => {
  if (!value || value.send === false) return "";
  return value.send === value.out ? "the same" : code(value.send);
};

function printFamily({ cases }: Family): string {
  const types = printTable(
    ["Postgres", "GraphQL", "for example", "comes out", "goes in", "filters"],
    cases.map(({ sql, graphql, filter, values: [first] }) => [
      code(sql),
      code(graphql),
      code(first?.sql ?? ""),
      code(first?.out ?? ""),
      sent(first),
      compared[filter],
    ]),
  );
  const notes = cases.flatMap(({ sql, note }) => (note ? [`- ${code(sql)}: ${note}`] : []));
  const others = cases.flatMap(({ sql, values: [, ...others] }) =>
    others
      .filter(({ sql, out }) => sql.length <= longest && out.length <= longest)
      .map((value) => [code(sql), code(value.sql), code(value.out), sent(value)]),
  );
  const extremes = others.length > 0 ? printTable(["of", "value", "comes out", "goes in"], others) : "";
  return [types, notes.join("\n"), extremes].filter((part) => part !== "").join("\n\n");
}

/** The tables of `docs/types.md`. */
export const typesTables: ReadonlyMap<string, string> = new Map(
  families.map((family) => [familyName(family), printFamily(family)]),
);
