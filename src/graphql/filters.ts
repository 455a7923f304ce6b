import type { InputObjectRef } from "@pothos/core";
import { type AnyOperator, filterName, operatorsOf, type ValueType } from "../model/index.ts";
import type { Builder } from "./builder.ts";
import type { Enums } from "./enums.ts";

type Ref = InputObjectRef<Builder["$inferSchemaTypes"], unknown>;

/** One filter input per kind of value, shared by every column of that kind: `IntFilter`, `ShopOrderStatusFilter`. */
export interface Filters {
  of(type: ValueType): Ref;
}

export function createFilters(builder: Builder, enums: Enums): Filters {
  const refs = new Map<string, Ref>();

  const create = (name: string, type: ValueType): Ref => {
    const value = typeof type.named === "string" ? type.named : enums.of(type.named);
    const typeOf = (operator: AnyOperator) => {
      if (operator.argument === "flag") return "Boolean" as const;
      return type.list || operator.argument === "list" ? ([value] as [typeof value]) : value;
    };
    return builder.inputType(name, {
      description: "Conditions on one value; all of them must hold.",
      fields: (t) =>
        Object.fromEntries(
          operatorsOf(type).map((operator) => [
            operator.name,
            t.field({
              type: typeOf(operator),
              description: operator.description,
              extensions: { sluice: { kind: "operator", operator } },
            }),
          ]),
        ),
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
