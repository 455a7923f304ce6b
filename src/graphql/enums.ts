import type { EnumRef } from "@pothos/core";
import { type EnumType, isObjectType, type ScalarName, type ValueType } from "../model/index.ts";
import { directionNames } from "../plan/index.ts";
import type { Builder } from "./builder.ts";

type Ref = EnumRef<Builder["$inferSchemaTypes"], string>;

/** Enums are made when a column first needs them. */
export interface Enums {
  of(type: EnumType): Ref;
  /** What a bound value of such a type is given as. Objects are not compared, so there is no input for them. */
  input(named: ValueType["named"]): Ref | ScalarName;
  readonly direction: Ref;
}

export function createEnums(builder: Builder): Enums {
  const refs = new Map<EnumType, Ref>();
  const direction: Ref = builder.enumType("OrderDirection", {
    description: "Nulls come last in ascending and first in descending order, unless said otherwise.",
    values: directionNames,
    extensions: { structural: true },
  });
  const enums: Enums = {
    direction,
    input(named) {
      if (typeof named === "string") return named;
      if (isObjectType(named)) throw new Error(`${named.name} cannot be given as a value.`);
      return enums.of(named);
    },
    of(type) {
      const known = refs.get(type);
      if (known) return known;
      const ref: Ref = builder.enumType(type.name, {
        ...(type.description && { description: type.description }),
        values: Object.fromEntries(type.values.map(({ name, label }) => [name, { value: label }])),
      });
      refs.set(type, ref);
      return ref;
    },
  };
  return enums;
}
