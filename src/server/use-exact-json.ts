import { type ExecutionArgs, getOperationAST } from "graphql";
import type { GraphQLParams, Plugin } from "graphql-yoga";
import { deepestJson, excessOf, isSameNumber, parseExact, rawNumber } from "../lib/index.ts";
import { withFloats } from "./exact-variables.ts";
import { exceeded } from "./exceeded.ts";
import { badRequest, readBody } from "./read-body.ts";

/** Variables in which a number was kept as it was written. */
const exact = new WeakSet<object>();

/** Reads operations without rounding: variables may hold numbers that only Postgres can. */
export function useExactJson({ requestBytes }: { readonly requestBytes: number }): Plugin {
  return {
    onRequestParse({ request, setRequestParser }) {
      if (request.method === "POST") {
        setRequestParser(async (sent) => readOperation(await readBody(sent, requestBytes)));
      }
      if (request.method === "GET") setRequestParser((sent) => readParameters(new URL(sent.url).searchParams));
    },
    onExecute: roundFloats,
    onSubscribe: roundFloats,
  };
}

function roundFloats({ args }: { readonly args: ExecutionArgs }): void {
  const { variableValues, document, operationName, schema } = args;
  if (!variableValues || !exact.has(variableValues)) return;
  const operation = getOperationAST(document, operationName);
  if (operation) args.variableValues = withFloats(variableValues, operation, schema);
}

/** Says of variables that were read elsewhere that their numbers are as they were written. */
export function markExact(variables: object): void {
  exact.add(variables);
}

function readOperation(text: string): GraphQLParams {
  const body = asNumber(parse(text, "The body"));
  const isObject = typeof body === "object" && body !== null && !Array.isArray(body);
  if (isObject) return parametersOf(Object.entries(body));
  const what = body === null ? "null" : Array.isArray(body) ? "a list" : `a ${typeof body}`;
  throw badRequest(`The body is ${what}; an operation is an object like {"query": "{ … }"}.`);
}

function readParameters(parameters: URLSearchParams): GraphQLParams {
  const read = (name: string): [string, unknown][] => {
    const text = parameters.get(name);
    if (!text) return [];
    return [[name, name === "variables" || name === "extensions" ? parse(text, name) : text]];
  };
  return parametersOf(["query", "operationName", "variables", "extensions"].flatMap(read));
}

/** The server checks what kind each is. */
function parametersOf(entries: readonly (readonly [string, unknown])[]): GraphQLParams {
  return Object.fromEntries(entries.map(([name, value]) => [name, asNumber(value)]));
}

/** A number that was kept as it was written, where only its kind matters. */
function asNumber(value: unknown): unknown {
  const text = rawNumber(value);
  return text === undefined ? value : Number(text);
}

/** What a body may hold: an operation and its variables stand around a document, and reading a number takes a while. */
export const mostJson = { depth: deepestJson + 3, items: 200_000 };

function parse(text: string, what: string): unknown {
  const excess = excessOf(text, mostJson);
  if (excess === "depth") {
    throw exceeded({ limit: "jsonDepth", message: `${what} is nested deeper than ${mostJson.depth}.` });
  }
  if (excess === "items") {
    const message = `${what} holds more than ${mostJson.items} values. Send them in several requests.`;
    throw exceeded({ limit: "variableValues", message });
  }
  let kept = false;
  const keeps = (value: number, source: string) => {
    const same = isSameNumber(value, source);
    kept ||= !same;
    return same;
  };
  try {
    const value = parseExact(text, keeps);
    const variables: unknown = what === "variables" ? value : Object(value).variables;
    if (kept && typeof variables === "object" && variables !== null) exact.add(variables);
    return value;
  } catch {
    throw badRequest(`${what} is not valid JSON.`);
  }
}
