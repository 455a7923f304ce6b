import { SluiceError } from "../../lib/index.ts";
import type { Column } from "../../model/index.ts";
import type { Input } from "../input.ts";
import { jsonOf } from "./json.ts";
import type { RecordField } from "./record.ts";

/** A column with the value that it was given. */
export interface GivenColumn extends RecordField {
  readonly column: Column;
}

/** What is the same of rows that one statement can be told: their columns, the types of these, and how they change. */
export const sameColumns = (given: readonly (GivenColumn & { readonly change?: string })[]): string =>
  given.map(({ column, type, change = "" }) => `${column.name}\0${type.comparable}\0${change}`).join("\0\0");

/** The columns that an input object gives, in the order of their names: one set of columns is one text. */
export function columnsGiven(
  input: Input,
  path: string,
  typeOf: (column: Column) => Column["type"] = ({ type }) => type,
): readonly GivenColumn[] {
  if (input.kind !== "object") {
    throw new SluiceError("BAD_USER_INPUT", `${path} is null. Give a value, or leave it out.`);
  }
  const own = input.entries.filter(({ field }) => field.extensions.sluice?.kind !== "nested");
  const given = own.map(({ field, input: value, name }) => {
    const meaning = field.extensions.sluice;
    if (meaning?.kind !== "column") throw new Error(`${path}.${name} is no column.`);
    const { column } = meaning;
    const type = typeOf(column);
    return { column, type, print: jsonOf(value, type, `${path}.${name}`) };
  });
  return given.toSorted((a, b) => (a.column.name < b.column.name ? -1 : 1));
}
