import { GraphQLError, GraphQLScalarType, Kind, print, type ValueNode } from "graphql";
import { rawNumber } from "../lib/index.ts";
import type { ScalarName } from "../model/index.ts";

/** The scalars that are text on both sides: Postgres prints them, Postgres reads them, and nothing is lost in between. */
type TextScalar = Exclude<ScalarName, "Boolean" | "Int" | "Float" | "String" | "JSON" | "Bytes">;

interface TextScalarOptions {
  readonly description: string;
  readonly specifiedBy?: string;
  /** What is accepted, before Postgres reads it. */
  readonly pattern: RegExp;
  readonly example: string;
  /** Whether a number literal is taken, as it was written. */
  readonly numbers?: "integers" | "all";
}

const iso = {
  date: String.raw`\d{4,7}-\d{2}-\d{2}`,
  time: String.raw`\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?`,
  zone: String.raw`(?:Z|[+-]\d{2}(?::?\d{2}(?::?\d{2})?)?)`,
};

const textScalars: Record<TextScalar, TextScalarOptions> = {
  BigInt: {
    description: "A whole number of any size, as a string. Input also takes integer literals.",
    pattern: /^-?\d{1,1000}$/,
    example: '"9223372036854775807"',
    numbers: "integers",
  },
  Decimal: {
    description: "A decimal number with every digit kept, as a string. Input also takes number literals.",
    pattern: /^(?:-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,5})?|NaN|-?Infinity)$/,
    example: '"19.90"',
    numbers: "all",
  },
  DateTime: {
    description:
      "A moment, ISO 8601 with up to microseconds, in UTC where the column knows its time zone; also `infinity` and `-infinity`.",
    pattern: new RegExp(`^(?:${iso.date}(?:[T ]${iso.time} ?${iso.zone}?)?(?: BC)?|-?infinity)$`),
    example: '"2025-03-01T12:00:00Z"',
  },
  Date: {
    description: "A day, ISO 8601; also `infinity` and `-infinity`.",
    pattern: new RegExp(`^(?:${iso.date}(?: BC)?|-?infinity)$`),
    example: '"2025-03-01"',
  },
  Time: {
    description: "A time of day, ISO 8601 with up to microseconds, with an offset where the column has one.",
    pattern: new RegExp(`^${iso.time}${iso.zone}?$`),
    example: '"12:30:00"',
  },
  Interval: {
    description: "A span of time, ISO 8601.",
    pattern: /^(?:-?P(?=[\dT-])(?:-?\d+(?:\.\d+)?[YMWD])*(?:T(?:-?\d+(?:\.\d+)?[HMS])*)?|-?infinity)$/,
    example: '"P1DT2H"',
  },
  UUID: {
    description: "A UUID, RFC 9562.",
    specifiedBy: "https://www.rfc-editor.org/rfc/rfc9562",
    pattern: /^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$/,
    example: '"0190b3a4-6a2e-7cc1-9b5c-3f2f6f0b9a11"',
  },
};

export function createTextScalars(): readonly (readonly [TextScalar, GraphQLScalarType])[] {
  const names = Object.keys(textScalars).filter((name): name is TextScalar => Object.hasOwn(textScalars, name));
  return names.map((name) => [name, textScalar(name, textScalars[name])]);
}

function textScalar(name: string, options: TextScalarOptions): GraphQLScalarType {
  const check = (text: string, node?: ValueNode): string => {
    if (options.pattern.test(text)) return text;
    throw new GraphQLError(`${name} cannot be ${quoted(text)}; it looks like ${options.example}.`, { nodes: node });
  };
  return new GraphQLScalarType({
    name,
    description: options.description,
    specifiedByURL: options.specifiedBy,
    coerceOutputValue: (value) => value,
    coerceInputValue(value) {
      if (typeof value === "string") return check(value);
      if (options.numbers && typeof value === "number") return check(String(value));
      const raw = options.numbers && rawNumber(value);
      if (raw) return check(raw);
      throw new GraphQLError(`${name} is a string like ${options.example}, not ${quoted(JSON.stringify(value))}.`);
    },
    coerceInputLiteral(node) {
      if (node.kind === Kind.STRING) return check(node.value, node);
      if (options.numbers && node.kind === Kind.INT) return check(node.value, node);
      if (options.numbers === "all" && node.kind === Kind.FLOAT) return check(node.value, node);
      throw new GraphQLError(`${name} is a string like ${options.example}, not ${quoted(print(node))}.`, {
        nodes: node,
      });
    },
  });
}

export function quoted(text: string | undefined): string {
  const short = (text ?? "undefined").slice(0, 40);
  return short.length < (text ?? "").length ? `${JSON.stringify(short)}…` : JSON.stringify(short);
}
