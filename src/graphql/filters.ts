import type { InputObjectRef } from "@pothos/core";
import { filterName, type Operator, operatorsOf, type ValueType } from "../model/index.ts";
import type { Builder } from "./builder.ts";
import type { Enums } from "./enums.ts";
import type { ValueInputs } from "./value-inputs.ts";

type FieldBuilder = PothosSchemaTypes.InputFieldBuilder<Builder["$inferSchemaTypes"], "InputObject">;
type Ref = InputObjectRef<Builder["$inferSchemaTypes"], unknown>;

/** One filter input per kind of value, shared by every column of that kind: `IntFilter`, `ShopOrderStatusFilter`. */
export interface Filters {
  of(type: ValueType): Ref;
}

export function createFilters(builder: Builder, enums: Enums, inputs: ValueInputs): Filters {
  const refs = new Map<string, Ref>();

  const once = (name: string, create: () => Ref): Ref => {
    const ref = refs.get(name) ?? create();
    refs.set(name, ref);
    return ref;
  };

  const fieldOf = (t: FieldBuilder, operator: Operator, type: ValueType) => {
    const shared = {
      description: operator.description,
      extensions: { sluice: { kind: "operator", operator } as const },
    };
    switch (operator.argument) {
      case "flag":
        return t.field({ ...shared, type: "Boolean" });
      case "value": {
        const { named, list } = operator.takes?.(type) ?? type;
        const value = enums.input(named);
        // An array to be equal to may hold nulls, unlike the values to choose from.
        return list
          ? t.field({ ...shared, type: [value], required: { list: false, items: false } })
          : t.field({ ...shared, type: value });
      }
      case "values":
      case "elements":
      case "pair": {
        const { named } = ("takes" in operator && operator.takes?.(type)) || type;
        return t.field({ ...shared, type: [enums.input(named)] });
      }
      case "filter":
        return t.field({ ...shared, type: filters.of(operator.takes(type)) });
      case "range":
        return t.field({ ...shared, type: inputs.of(type.named) });
      case "search":
        return t.field({ ...shared, type: inputs.search() });
      case "paths":
        return t.field({ ...shared, type: [once("JSONPathFilter", () => pathFilter(operator, type))] });
    }
  };

  const pathFilter = (operator: Operator & { argument: "paths" }, type: ValueType): Ref =>
    builder.inputType("JSONPathFilter", {
      description: "Conditions on what is at a path of a document; all of them must hold.",
      fields: (t) => ({
        path: t.field({
          type: ["String"],
          required: true,
          description: "Keys of objects, and places in lists from 0 (from the end -1), from the outside in.",
          extensions: { sluice: { kind: "path" } },
        }),
        ...Object.fromEntries(operator.operators.map((each) => [each.name, fieldOf(t, each, operator.takes(type))])),
      }),
    });

  const filters: Filters = {
    of(type) {
      const name = filterName(type);
      return once(name, () =>
        builder.inputType(name, {
          description: "Conditions on one value; all of them must hold.",
          fields: (t) =>
            Object.fromEntries(operatorsOf(type).map((operator) => [operator.name, fieldOf(t, operator, type)])),
        }),
      );
    },
  };
  return filters;
}
