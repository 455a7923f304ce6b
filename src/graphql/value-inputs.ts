import type { InputObjectRef } from "@pothos/core";
import {
  inputField,
  isGivable,
  isObjectType,
  type ObjectType,
  objectInputName,
  type ScalarName,
  type ValueType,
} from "../model/index.ts";
import type { InputMeaning } from "../plan/index.ts";
import type { Builder } from "./builder.ts";
import type { Enums } from "./enums.ts";

type FieldBuilder = PothosSchemaTypes.InputFieldBuilder<Builder["$inferSchemaTypes"], "InputObject">;
type Ref = InputObjectRef<Builder["$inferSchemaTypes"], unknown>;

/** Values that are given in several parts, each input made when it is first needed. */
export interface ValueInputs {
  /** What one value of the type is given as; lists are lists of these. */
  of(named: ValueType["named"]): Ref | ReturnType<Enums["of"]> | ScalarName;
  search(): Ref;
}

export function createValueInputs(builder: Builder, enums: Enums): ValueInputs {
  // By name: ranges over one scalar are one type, whatever the database.
  const objects = new Map<string, Ref>();
  let search: Ref | undefined;

  const createRange = (name: string, { attributes }: ObjectType): Ref =>
    builder.inputType(name, {
      description: "A range of values. An end that is null or left out has no bound.",
      fields: (t) => {
        const subtype = enums.input(attributes.find(({ field }) => field === "lower")?.type.named ?? "String");
        return {
          lower: t.field({ type: subtype, description: "Where it begins." }),
          upper: t.field({ type: subtype, description: "Where it ends." }),
          lowerInclusive: t.boolean({ description: "Whether `lower` itself is in it; without a word it is." }),
          upperInclusive: t.boolean({ description: "Whether `upper` itself is in it; without a word it is not." }),
          empty: t.boolean({ description: "With true: the range that nothing is in, whatever the ends are." }),
        };
      },
    });

  const createComposite = (name: string, { description, attributes }: ObjectType): Ref =>
    builder.inputType(name, {
      ...(description && { description }),
      fields: (t) =>
        Object.fromEntries(
          attributes
            .filter((attribute) => isGivable(attribute.type))
            .map((attribute) => [
              inputField(attribute.field),
              valueInput(t, attribute.type, inputs, {
                description: attribute.description,
                extensions: { sluice: { kind: "attribute", attribute } },
              }),
            ]),
        ),
    });

  const inputs: ValueInputs = {
    of(named) {
      if (!isObjectType(named)) return enums.input(named);
      const name = objectInputName(named);
      const create = named.database === undefined ? createRange : createComposite;
      const ref = objects.get(name) ?? create(name, named);
      objects.set(name, ref);
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
  return inputs;
}

/** An input field that takes a value of a column or of an attribute. */
export function valueInput(
  t: FieldBuilder,
  type: ValueType,
  inputs: ValueInputs,
  { description, extensions, required = false }: ValueInputOptions,
) {
  const shared = { ...(description && { description }), ...(extensions && { extensions }) };
  const value = inputs.of(type.named);
  // An array may hold nulls, a multirange may not.
  return type.list
    ? t.field({ ...shared, type: [value], required: { list: required, items: type.list === "multirange" } })
    : t.field({ ...shared, type: value, required });
}

interface ValueInputOptions {
  readonly description: string | undefined;
  readonly extensions?: { readonly sluice: InputMeaning };
  readonly required?: boolean;
}
