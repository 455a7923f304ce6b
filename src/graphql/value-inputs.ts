import type { InputObjectRef } from "@pothos/core";
import { rangeInputName, type ValueType } from "../model/index.ts";
import type { Builder } from "./builder.ts";
import type { Enums } from "./enums.ts";

type Ref = InputObjectRef<Builder["$inferSchemaTypes"], unknown>;

/** Values that are given in several parts, each input made when a filter first needs it. */
export interface ValueInputs {
  range(type: ValueType): Ref;
  search(): Ref;
}

export function createValueInputs(builder: Builder, enums: Enums): ValueInputs {
  const ranges = new Map<string, Ref>();
  let search: Ref | undefined;

  const createRange = (name: string, subtype: ValueType): Ref =>
    builder.inputType(name, {
      description: "A range of values. An end that is null or left out has no bound.",
      fields: (t) => ({
        lower: t.field({ type: enums.input(subtype.named), description: "Where it begins." }),
        upper: t.field({ type: enums.input(subtype.named), description: "Where it ends." }),
        lowerInclusive: t.boolean({ description: "Whether `lower` itself is in it; without a word it is." }),
        upperInclusive: t.boolean({ description: "Whether `upper` itself is in it; without a word it is not." }),
        empty: t.boolean({ description: "With true: the range that nothing is in, whatever the ends are." }),
      }),
    });

  return {
    range(type) {
      const name = rangeInputName(type);
      if (!type.range) throw new Error(`${name} is of no range.`);
      const ref = ranges.get(name) ?? createRange(name, type.range.subtype);
      ranges.set(name, ref);
      return ref;
    },
    search() {
      search ??= builder.inputType("TextSearch", {
        description: "A full text search.",
        fields: (t) => ({
          query: t.string({
            required: true,
            description:
              'Words that must be there; "in quotes" together, `or` between alternatives, `-` before what must not be.',
          }),
          language: t.string({
            description:
              "The text search configuration, like `english` or `simple`. Without it the database's default_text_search_config.",
          }),
        }),
      });
      return search;
    },
  };
}
