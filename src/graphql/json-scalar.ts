import { GraphQLScalarType, Kind, type ValueNode } from "graphql";

declare global {
  interface JSON {
    /** A number that is printed as it was written (ECMAScript proposal "JSON.parse source text access"). */
    rawJSON(text: string): unknown;
  }
}

/** A JSON document. Inside the gateway it is JSON text; numbers keep every digit in both directions. */
export function createJsonScalar(): GraphQLScalarType {
  return new GraphQLScalarType({
    name: "JSON",
    description: "Any JSON value. Numbers are kept as they were written.",
    specifiedByURL: "https://www.rfc-editor.org/rfc/rfc8259",
    coerceOutputValue: (value) => (typeof value === "string" ? parseExact(value) : value),
    coerceInputValue: (value) => JSON.stringify(value),
    coerceInputLiteral: literalText,
  });
}

/** A number whose JavaScript form prints otherwise: large, long, or written with an exponent. */
const inexact = /\d{16}|\d[eE.]|-0/;

function parseExact(text: string): unknown {
  if (!inexact.test(text)) return JSON.parse(text);
  // The third argument of a reviver holds the number as it was written.
  const keepSource = (_key: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === "number" && context?.source !== undefined && String(value) !== context.source
      ? JSON.rawJSON(context.source)
      : value;
  return JSON.parse(text, keepSource);
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
