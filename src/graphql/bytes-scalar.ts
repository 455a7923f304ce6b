import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { quoted } from "./text-scalars.ts";

/** Binary data: base64 for clients (RFC 4648, section 4), hex for Postgres (manual, section 8.4). */
export function createBytesScalar(): GraphQLScalarType {
  const decode = (text: string, node?: ValueNode): string => {
    if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) {
      throw new GraphQLError(`Bytes cannot be ${quoted(text)}; it is base64 like "aGVsbG8=".`, { nodes: node });
    }
    return `\\x${Buffer.from(text, "base64").toString("hex")}`;
  };
  return new GraphQLScalarType({
    name: "Bytes",
    description: "Binary data, base64.",
    specifiedByURL: "https://www.rfc-editor.org/rfc/rfc4648",
    coerceOutputValue: (value) => value,
    coerceInputValue(value) {
      if (typeof value === "string") return decode(value);
      throw new GraphQLError("Bytes is a base64 string.");
    },
    coerceInputLiteral(node) {
      if (node.kind === Kind.STRING) return decode(node.value, node);
      throw new GraphQLError("Bytes is a base64 string.", { nodes: node });
    },
  });
}
