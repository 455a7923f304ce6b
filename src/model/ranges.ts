import { sql } from "../sql/index.ts";
import type { Attribute, ObjectType, ValueType } from "./model.ts";

/** A range's two ends and how they count (manual, section 8.17); shared by all ranges over one scalar: `IntRange`. */
export function rangeType(subtype: ValueType, boolean: ValueType): ObjectType {
  const { named } = subtype;
  const end = (field: string, description: string, read: Attribute["read"]): Attribute => ({
    field,
    type: subtype,
    notNull: false,
    description,
    read,
  });
  const flag = (field: string, description: string, read: Attribute["read"]): Attribute => ({
    field,
    type: boolean,
    notNull: true,
    description,
    read,
  });
  return {
    name: `${typeof named === "string" ? named : named.name}Range`,
    database: undefined,
    description: "A range of values. An end that is null has no bound.",
    attributes: [
      end("lower", "Where it begins.", (range) => sql`lower(${range})`),
      end("upper", "Where it ends.", (range) => sql`upper(${range})`),
      flag("lowerInclusive", "Whether `lower` itself is in it.", (range) => sql`lower_inc(${range})`),
      flag("upperInclusive", "Whether `upper` itself is in it.", (range) => sql`upper_inc(${range})`),
      flag("empty", "Whether nothing is in it.", (range) => sql`isempty(${range})`),
    ],
  };
}
