import type { InputObjectRef } from "@pothos/core";
import { type AnyOperator, filterName, operatorsOf, type ValueType } from "../model/index.ts";
import type { Builder } from "./builder.ts";
import type { Enums } from "./enums.ts";

type FieldBuilder = PothosSchemaTypes.InputFieldBuilder<Builder["$inferSchemaTypes"], "InputObject">;
type Ref = InputObjectRef<Builder["$inferSchemaTypes"], unknown>;

/** One filter input per kind of value, shared by every column of that kind: `IntFilter`, `ShopOrderStatusFilter`. */
export interface Filters {
  of(type: ValueType): Ref;
}

export function createFilters(builder: Builder, enums: Enums): Filters {
  const refs = new Map<string, Ref>();

  const create = (name: string, type: ValueType): Ref => {
    const fieldOf = (t: FieldBuilder, operator: AnyOperator) => {
      const shared = {
        description: operator.description,
        extensions: { sluice: { kind: "operator", operator } as const },
      };
      if (operator.argument === "flag") return t.field({ ...shared, type: "Boolean" });
      const value = enums.input(type.named);
      if (operator.argument === "list") return t.field({ ...shared, type: [value] });
      // An array to compare with may hold nulls, unlike the values to choose from.
      return type.list
        ? t.field({ ...shared, type: [value], required: { list: false, items: false } })
        : t.field({ ...shared, type: value });
    };
    return builder.inputType(name, {
      description: "Conditions on one value; all of them must hold.",
      fields: (t) => Object.fromEntries(operatorsOf(type).map((operator) => [operator.name, fieldOf(t, operator)])),
    });
  };

  return {
    of(type) {
      const name = filterName(type);
      const ref = refs.get(name) ?? create(name, type);
      refs.set(name, ref);
      return ref;
    },
  };
}
