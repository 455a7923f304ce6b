import { readFileSync } from "node:fs";
import { join } from "node:path";
import { extensionCases } from "./cases/extensions.ts";
import { jsonCases } from "./cases/json.ts";
import { listCases } from "./cases/lists.ts";
import { namedCases } from "./cases/named.ts";
import { numberCases } from "./cases/numbers.ts";
import { objectCases } from "./cases/objects.ts";
import { otherCases } from "./cases/others.ts";
import { rangeCases } from "./cases/ranges.ts";
import { textCases } from "./cases/texts.ts";
import { timeCases } from "./cases/times.ts";
import type { TypeCase } from "./type-case.ts";

/** Cases of one kind, under the heading that the documentation gives them. */
export interface Family {
  readonly title: string;
  readonly cases: readonly TypeCase[];
}

/** Every type with its values. The tests read it, and `docs/types.md` is made of it. */
export const families: readonly Family[] = [
  { title: "Numbers and booleans", cases: numberCases },
  { title: "Texts and bytes", cases: textCases },
  { title: "Times", cases: timeCases },
  { title: "JSON", cases: jsonCases },
  { title: "Enums and domains", cases: namedCases },
  { title: "Arrays", cases: listCases },
  { title: "Composites", cases: objectCases },
  { title: "Ranges", cases: rangeCases },
  { title: "Everything else is text", cases: otherCases },
  { title: "Extensions", cases: extensionCases },
];

/** A family's title as one word. */
export const familyName = ({ title }: Family): string => title.toLowerCase().replaceAll(/[^a-z]+/g, "_");

/** A type with the table of its own that the tests keep its values in. */
export interface TabledCase extends TypeCase {
  readonly table: string;
}

export const cases: readonly TabledCase[] = families
  .flatMap((family) => family.cases)
  .map((each, index) => ({ ...each, table: `case_${index + 1}` }));

/** Makes the types that the cases have of their own. */
export const setupSql = readFileSync(join(import.meta.dirname, "setup.sql"), "utf8");

/**
 * A table per type: `value` may be null and is in the last row, `required` may not. Rows are numbered from 1 in the order
 * of the case's values.
 */
export function tableSql({ table, sql, values }: TabledCase): string {
  const rows = values.map((each, index) => `(${index + 1}, ${each.sql}, ${each.sql})`);
  const nulls = `(${values.length + 1}, null, ${values[0]?.sql})`;
  return `create table ${table} (id integer primary key, value ${sql}, required ${sql} not null);
insert into ${table} values\n${[...rows, nulls].join(",\n")};\n`;
}
