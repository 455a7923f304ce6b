import type { ValueType } from "../../model/index.ts";
import { type Fragment, sql } from "../../sql/index.ts";
import { boundValue } from "../bound.ts";
import type { Input } from "../input.ts";
import { nullValue } from "./null-value.ts";

/** The range that an input object describes, of the type of the column's ranges. An end that is left out has no bound. */
export function rangeOf(input: Input, { range }: ValueType, path: string): Fragment {
  if (!range) throw new Error(`${path} is compared with no range.`);
  if (input.kind !== "object") throw nullValue(path);
  const { construct, subtype } = range;
  const given = new Map(input.entries.map((entry) => [entry.name, entry.input]));
  const end = (name: string): Fragment => {
    const value = given.get(name);
    // The constructor takes nothing but the very type.
    return value?.kind === "leaf"
      ? boundValue(value.bind, { ...subtype, sqlType: subtype.ownType }, `${path}.${name}`)
      : sql`null::${subtype.ownType}`;
  };
  if (flag(given.get("empty"), false)) return sql`'empty'::${construct}`;
  const left = flag(given.get("lowerInclusive"), true) ? sql`[` : sql`(`;
  const right = flag(given.get("upperInclusive"), false) ? sql`]` : sql`)`;
  return sql`${construct}(${end("lower")}, ${end("upper")}, '${left}${right}')`;
}

/** A boolean is part of the statement's shape. */
function flag(input: Input | undefined, otherwise: boolean): boolean {
  return input?.kind === "leaf" ? input.value === true : otherwise;
}
