import type { EnumRef } from "@pothos/core";
import type { EnumType } from "../model/index.ts";
import { directionNames } from "../plan/index.ts";
import type { Builder } from "./builder.ts";

type Ref = EnumRef<Builder["$inferSchemaTypes"], string>;

/** Enums are made when a column first needs them. */
export interface Enums {
  of(type: EnumType): Ref;
  readonly direction: Ref;
}

export function createEnums(builder: Builder): Enums {
  const refs = new Map<EnumType, Ref>();
  const direction: Ref = builder.enumType("OrderDirection", {
    description: "Nulls come last in ascending and first in descending order, unless said otherwise.",
    values: directionNames,
    extensions: { structural: true },
  });
  return {
    direction,
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
}
