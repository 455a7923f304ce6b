import { sql } from "../sql/index.ts";
import type { Attribute, ObjectType, ValueType } from "./value-type.ts";

/** All ranges over one type share one name: `IntRange`, and `IntListRange` over arrays. */
export function rangeName({ named, list }: ValueType): string {
  const lists = { array: "List", multirange: "Multirange" };
  return `${typeof named === "string" ? named : named.name}${list ? lists[list] : ""}Range`;
}

/** A range's two ends and how they count (manual, section 8.17). */
export function rangeType(subtype: ValueType, boolean: ValueType): ObjectType {
  const end = (field: string, description: string, read: Attribute["read"]): Attribute => ({
    name: field,
    field,
    type: subtype,
    notNull: false,
    description,
    read,
  });
  const flag = (field: string, description: string, read: Attribute["read"]): Attribute => ({
    name: field,
    field,
    type: boolean,
    notNull: true,
    description,
    read,
  });
  return {
    name: rangeName(subtype),
    database: undefined,
    description: "A range of values. An end that is null has no bound.",
    attributes: [
      end("lower", "Where it begins.", (range) => sql`${sql.own("lower")}(${range})`),
      end("upper", "Where it ends.", (range) => sql`${sql.own("upper")}(${range})`),
      flag("lowerInclusive", "Whether `lower` itself is in it.", (range) => sql`${sql.own("lower_inc")}(${range})`),
      flag("upperInclusive", "Whether `upper` itself is in it.", (range) => sql`${sql.own("upper_inc")}(${range})`),
      flag("empty", "Whether nothing is in it.", (range) => sql`${sql.own("isempty")}(${range})`),
    ],
  };
}
