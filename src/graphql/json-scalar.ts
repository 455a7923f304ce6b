import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { deepestJson, isNestedDeeper, parseExact, SluiceError } from "../lib/index.ts";

/** A JSON document. Inside the gateway it is JSON text; numbers keep every digit in both directions. */
export function createJsonScalar(): GraphQLScalarType {
  return new GraphQLScalarType({
    name: "JSON",
    description: "Any JSON value. Numbers are kept as they were written.",
    specifiedByURL: "https://www.rfc-editor.org/rfc/rfc8259",
    coerceOutputValue: (value) => (typeof value === "string" ? readText(value) : value),
    coerceInputValue: (value) => checked(JSON.stringify(value)),
    coerceInputLiteral: (node) => checked(literalText(node), node),
  });
}

function readText(text: string): unknown {
  if (!isNestedDeeper(text, deepestJson)) return parseExact(text);
  const message = `A JSON document is nested deeper than ${deepestJson}, more than the gateway can print. Leave it out.`;
  throw new SluiceError("RESULT_TOO_LARGE", message, { limit: "jsonDepth" });
}

/** An escape that stands for a NUL character or for half of a character; a whole pair is printed as it is. */
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/i;

function checked(text: string, node?: ValueNode): string {
  if (!unstorable.test(text)) return text;
  throw new GraphQLError("JSON cannot hold a NUL character (U+0000) or a lone surrogate in Postgres. Remove it.", {
    nodes: node,
  });
}

function literalText(node: ValueNode): string {
  switch (node.kind) {
    case Kind.INT:
    case Kind.FLOAT:
      return node.value;
    case Kind.LIST:
      return `[${node.values.map(literalText).join()}]`;
    case Kind.OBJECT:
      return `{${node.fields.map((field) => `${JSON.stringify(field.name.value)}:${literalText(field.value)}`).join()}}`;
    case Kind.BOOLEAN:
      return String(node.value);
    case Kind.NULL:
      return "null";
    case Kind.STRING:
    case Kind.ENUM:
      return JSON.stringify(node.value);
    case Kind.VARIABLE:
      throw new TypeError("A variable cannot stand inside a constant.");
  }
}
