import type { FieldRef, ObjectRef } from "@pothos/core";
import { isObjectType, type ObjectType, type ScalarName, type ValueType } from "../model/index.ts";
import type { Builder, Row } from "./builder.ts";
import type { Enums } from "./enums.ts";
import { presentList, presentOf, readValue } from "./read.ts";

type FieldBuilder = PothosSchemaTypes.ObjectFieldBuilder<Builder["$inferSchemaTypes"], Row>;
type Ref = ObjectRef<Builder["$inferSchemaTypes"], Row>;

/** The types of values, each made when a column first needs it. */
export interface Values {
  of(named: ValueType["named"]): ReturnType<Enums["of"]> | Ref | ScalarName;
}

export function createValues(builder: Builder, enums: Enums): Values {
  // By name: ranges over one scalar are one type, whatever the database.
  const objects = new Map<string, Ref>();

  const objectOf = (type: ObjectType): Ref => {
    const known = objects.get(type.name);
    if (known) return known;
    const ref = builder.objectRef<Row>(type.name);
    objects.set(type.name, ref);
    ref.implement({
      ...(type.description && { description: type.description }),
      fields: (t) =>
        Object.fromEntries(
          type.attributes.map((attribute) => [
            attribute.field,
            valueField(t, attribute.type, attribute.notNull, values, {
              description: attribute.description,
              extensions: { sluice: { kind: "attribute", database: type.database } },
            }),
          ]),
        ),
    });
    return ref;
  };

  const values: Values = {
    of(named) {
      if (typeof named === "string") return named;
      return isObjectType(named) ? objectOf(named) : enums.of(named);
    },
  };
  return values;
}

interface ValueFieldOptions {
  readonly description: string | undefined;
  readonly deprecationReason?: string | undefined;
  readonly extensions: NonNullable<Parameters<FieldBuilder["field"]>[0]["extensions"]>;
}

/** A field that holds a value of a row, or a part of one. */
export function valueField(
  t: FieldBuilder,
  value: ValueType,
  notNull: boolean,
  values: Values,
  { description, deprecationReason, extensions }: ValueFieldOptions,
): FieldRef<Builder["$inferSchemaTypes"], unknown, "Object"> {
  const type = values.of(value.named);
  const shared = {
    ...(description && { description }),
    ...(deprecationReason && { deprecationReason }),
    extensions,
  };
  const present = presentOf(value.named);
  // Postgres never promises that an array holds no null.
  return value.list
    ? t.field({
        ...shared,
        type: [type],
        nullable: { list: !notNull, items: value.list === "array" },
        resolve: (row, args, context, info) => presentList(readValue(row, args, context, info), present, context, info),
      })
    : t.field({
        ...shared,
        type,
        nullable: !notNull || value.nullish,
        resolve: (row, args, context, info) => present(readValue(row, args, context, info), context),
      });
}
