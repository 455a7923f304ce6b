import { GraphQLError, getOperationAST } from "graphql";
import type { GraphQLParams, Plugin } from "graphql-yoga";
import { parseExact } from "../lib/index.ts";
import { withFloats } from "./exact-variables.ts";

/**
 * Whether JavaScript's number is what was written: it prints the same, or has so few digits that a double holds them all
 * (IEEE 754: 15 decimal digits always survive).
 */
function isSame(value: number, source: string): boolean {
  if (String(value) === source) return true;
  const digits = (source.split(/[eE]/)[0] ?? "").replace(/[-.]/g, "").replace(/^0+/, "");
  return Number.isFinite(value) && digits.length <= 15;
}

/** Variables in which a number was kept as it was written. */
const exact = new WeakSet<object>();

/** Reads operations without rounding: variables may hold numbers that only Postgres can. */
export function useExactJson(): Plugin {
  return {
    onRequestParse({ request, setRequestParser }) {
      if (request.method === "POST") setRequestParser(async (sent) => readBody(await sent.text()));
      if (request.method === "GET") setRequestParser((sent) => readParameters(new URL(sent.url).searchParams));
    },
    onExecute({ args }) {
      const { variableValues, document, operationName, schema } = args;
      if (!variableValues || !exact.has(variableValues)) return;
      const operation = getOperationAST(document, operationName);
      if (operation) args.variableValues = withFloats(variableValues, operation, schema);
    },
  };
}

function readBody(text: string): GraphQLParams {
  const body = parse(text, "The body");
  if (typeof body === "object" && body !== null) return body;
  const what = body === null ? "null" : `a ${typeof body}`;
  throw bad(`The body is ${what}; an operation is an object like {"query": "{ … }"}.`);
}

function readParameters(parameters: URLSearchParams): GraphQLParams {
  const read = (name: string): [string, unknown][] => {
    const text = parameters.get(name);
    if (!text) return [];
    return [[name, name === "variables" || name === "extensions" ? parse(text, name) : text]];
  };
  return Object.fromEntries(["query", "operationName", "variables", "extensions"].flatMap(read));
}

function parse(text: string, what: string): unknown {
  let kept = false;
  const keeps = (value: number, source: string) => {
    const same = isSame(value, source);
    kept ||= !same;
    return same;
  };
  try {
    const value = parseExact(text, keeps);
    const variables: unknown = what === "variables" ? value : Object(value).variables;
    if (kept && typeof variables === "object" && variables !== null) exact.add(variables);
    return value;
  } catch {
    throw bad(`${what} is not valid JSON.`);
  }
}

function bad(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT", http: { status: 400 } } });
}
