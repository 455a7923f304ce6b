import type { EnumRef, FieldRef } from "@pothos/core";
import type { Builder } from "../builder.ts";

export type Types = Builder["$inferSchemaTypes"];
type PlainType = "Boolean" | "Int" | "Float" | "String" | "BigInt" | "DateTime" | EnumRef<Types, string>;

/** A field that only reads its object. */
export interface Plain<Source> {
  readonly type: PlainType;
  readonly description: string | undefined;
  readonly nullable: boolean;
  readonly read: (source: Source) => unknown;
}

/** What is always there. */
export function plain<Source>(type: PlainType, read: (source: Source) => unknown, description?: string): Plain<Source> {
  return { type, description, nullable: false, read };
}

/** What may be null. */
export function maybe<Source>(type: PlainType, read: (source: Source) => unknown, description?: string): Plain<Source> {
  return { type, description, nullable: true, read };
}

/** What the extensions of a field say that is no table's. */
export const ofTheGateway = { sluice: { kind: "gateway" } } as const;

/** Fields of an object, or of an interface, by name. */
export function plainFields<Source>(
  t: PothosSchemaTypes.RootFieldBuilder<Types, Source>,
  fields: Readonly<Record<string, Plain<Source>>>,
): Record<string, FieldRef<Types>> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { type, description, nullable, read }]) => [
      name,
      t.field({
        type,
        nullable,
        ...(description !== undefined && { description }),
        extensions: ofTheGateway,
        resolve: (source: Source) => read(source) ?? null,
      }),
    ]),
  );
}

/** A moment as `DateTime` has it. */
export function moment(date: Date): string {
  return date.toISOString().replace("Z", "+00:00");
}

/** An enum whose values are the texts that the program has, as GraphQL writes such. */
export function enumOf(builder: Builder, name: string, description: string, values: readonly string[]) {
  return builder.enumType(name, {
    description,
    values: Object.fromEntries(values.map((value) => [enumName(value), { value }])),
  });
}

/** `half-open` and `HalfOpen` are both `HALF_OPEN`. */
function enumName(value: string): string {
  return value
    .replaceAll("-", "_")
    .replace(/(?<=[a-z])(?=[A-Z])/g, "_")
    .toUpperCase();
}
