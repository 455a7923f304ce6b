import { type GraphQLInputType, isEnumType, isInputObjectType, isListType, isNonNullType } from "graphql";
import { isObject, parseExact, sourceOf } from "./exact.ts";

/**
 * A value as it is written inside a document; undefined where GraphQL has no literal for it: a key of an object that is no
 * name.
 *
 * @param text JSON text.
 */
export function literalOf(text: string, type: GraphQLInputType): string | undefined {
  return print(parseExact(text), type);
}

function print(value: unknown, type: GraphQLInputType | undefined): string | undefined {
  const nullable = isNonNullType(type) ? type.ofType : type;
  const number = sourceOf(value);
  if (number !== undefined) return number;
  if (typeof value === "string") return isEnumType(nullable) ? value : JSON.stringify(value);
  if (Array.isArray(value)) {
    const item = isListType(nullable) ? nullable.ofType : undefined;
    return joined(
      value.map((each) => print(each, item)),
      (items) => `[${items}]`,
    );
  }
  if (isObject(value)) {
    const fields = isInputObjectType(nullable) ? nullable.getFields() : {};
    const entries = Object.entries(value).map(([key, each]) => {
      const inner = print(each, fields[key]?.type);
      return inner !== undefined && /^[_A-Za-z][_0-9A-Za-z]*$/.test(key) ? `${key}: ${inner}` : undefined;
    });
    return joined(entries, (fields) => `{${fields}}`);
  }
  return JSON.stringify(value);
}

function joined(parts: readonly (string | undefined)[], wrap: (text: string) => string): string | undefined {
  return parts.includes(undefined) ? undefined : wrap(parts.join(", "));
}
