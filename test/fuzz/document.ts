import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from "graphql";
import { createRandom, type Random } from "./random.ts";
import { randomScalar } from "./values.ts";

export interface RandomOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** How deep selections and inputs go, and how wide they are at most. */
const most = { depth: 4, fields: 5, rootFields: 2, inputDepth: 4, entries: 2, items: 2 };

interface Scope {
  readonly schema: GraphQLSchema;
  readonly random: Random;
  readonly definitions: string[];
  readonly variables: Record<string, unknown>;
  readonly fragments: string[];
}

/** A valid query over a schema, or a mutation of one field; the same for the same seed. */
export function randomOperation(
  schema: GraphQLSchema,
  seed: number,
  kind: "query" | "mutation" = "query",
): RandomOperation {
  const root = kind === "query" ? schema.getQueryType() : schema.getMutationType();
  if (!root) throw new Error(`The schema has no ${kind}.`);
  const scope: Scope = { schema, random: createRandom(seed), definitions: [], variables: {}, fragments: [] };
  const selection = selectFields(root, kind === "query" ? most.rootFields : 1, 0, scope);
  const definitions = scope.definitions.length > 0 ? `(${scope.definitions.join(", ")})` : "";
  return { query: [`${kind}${definitions} ${selection}`, ...scope.fragments].join("\n"), variables: scope.variables };
}

function selectFields(type: GraphQLObjectType, count: number, depth: number, scope: Scope): string {
  const { random } = scope;
  const fields = Object.values(type.getFields()).filter((field) => depth < most.depth || isLeaf(field.type));
  const lines = random.some(fields, 1 + random.below(count)).map((field, index) => {
    const alias = random.chance(0.15) ? `a${index}: ` : "";
    const given = argumentsOf(field.args, scope);
    return `${alias}${field.name}${given}${directives(scope)}${selectionOf(field.type, depth + 1, scope)}`;
  });
  if (lines.length === 0 || random.chance(0.1)) lines.push("__typename");
  return `{ ${wrapSome(lines, type, scope).join(" ")} }`;
}

function selectionOf(type: GraphQLOutputType, depth: number, scope: Scope): string {
  const named = getNamedType(type);
  if (isObjectType(named)) return ` ${selectFields(named, most.fields, depth, scope)}`;
  if (!isAbstractType(named)) return "";
  const possible = scope.random.pick(scope.schema.getPossibleTypes(named));
  return ` { __typename ... on ${possible.name} ${selectFields(possible, most.fields, depth, scope)} }`;
}

function isLeaf(type: GraphQLOutputType): boolean {
  const named = getNamedType(type);
  return !isObjectType(named) && !isAbstractType(named);
}

/** The same fields, some of them inside fragments. */
function wrapSome(lines: readonly string[], { name }: GraphQLObjectType, { random, fragments }: Scope): string[] {
  return lines.map((line) => {
    if (random.chance(0.9)) return line;
    if (random.chance(0.5)) return `... on ${name} { ${line} }`;
    const fragment = `F${fragments.length}`;
    fragments.push(`fragment ${fragment} on ${name} { ${line} }`);
    return `...${fragment}`;
  });
}

function directives({ random, definitions, variables }: Scope): string {
  if (random.chance(0.95)) return "";
  const directive = random.pick(["skip", "include"]);
  const flag = random.chance(0.5);
  if (random.chance(0.5)) return ` @${directive}(if: ${flag})`;
  const name = `v${definitions.length}`;
  definitions.push(`$${name}: Boolean!`);
  variables[name] = flag;
  return ` @${directive}(if: $${name})`;
}

/** How often an argument or a condition is given that, chosen at random, is nearly always refused beside the others. */
const usual: Readonly<Record<string, number>> = { after: 0.02, before: 0.02, last: 0.1, distinctOn: 0.1, compare: 0.1 };

function argumentsOf(args: readonly GraphQLArgument[], scope: Scope): string {
  const { random, definitions, variables } = scope;
  const given = args.flatMap((arg) => {
    if (!isNonNullType(arg.type) && !random.chance(usual[arg.name] ?? 0.5)) return [];
    const value = randomValue(arg.type, arg.name, 0, scope);
    if (random.chance(0.7)) return [`${arg.name}: ${literal(value, arg.type)}`];
    const name = `v${definitions.length}`;
    definitions.push(`$${name}: ${arg.type}`);
    variables[name] = value;
    return [`${arg.name}: $${name}`];
  });
  return given.length > 0 ? `(${given.join(", ")})` : "";
}

function randomValue(type: GraphQLInputType, name: string, depth: number, scope: Scope): unknown {
  const { random } = scope;
  if (isNonNullType(type)) {
    // A JSON value may be null.
    for (;;) {
      const value = randomValue(type.ofType, name, depth, scope);
      if (value !== null) return value;
    }
  }
  if (isListType(type)) {
    const count = depth < most.inputDepth ? random.below(most.items + 1) : 0;
    return Array.from({ length: count }, () => randomValue(type.ofType, name, depth + 1, scope));
  }
  if (isEnumType(type)) return random.pick(type.getValues()).name;
  if (isScalarType(type)) return randomScalar(type.name, name, random);
  const fields = Object.values(type.getFields());
  const usable =
    depth < most.inputDepth ? fields : fields.filter((field) => !isInputObjectType(getNamedType(field.type)));
  return Object.fromEntries(
    chooseEntries(type.isOneOf, usable.length > 0 ? usable : fields, random).map((field) => [
      field.name,
      !isNonNullType(field.type) && !type.isOneOf && random.chance(0.02)
        ? null
        : randomValue(field.type, field.name, depth + 1, scope),
    ]),
  );
}

function chooseEntries(isOneOf: boolean, fields: readonly GraphQLInputField[], random: Random) {
  if (isOneOf) return [random.pick(fields)];
  const required = fields.filter((field) => isNonNullType(field.type));
  const others = fields.filter((field) => !isNonNullType(field.type) && random.chance(usual[field.name] ?? 1));
  return [...required, ...random.some(others, random.below(most.entries + 1))];
}

/** A value as it stands in a document. */
function literal(value: unknown, type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(value, type.ofType);
  if (value === null) return "null";
  if (isListType(type) && Array.isArray(value)) {
    return `[${value.map((item) => literal(item, type.ofType)).join(", ")}]`;
  }
  if (isEnumType(type)) return String(value);
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    const entries = Object.entries(Object(value)).flatMap(([name, entry]) => {
      const field = fields[name];
      return field ? [`${name}: ${literal(entry, field.type)}`] : [];
    });
    return `{${entries.join(", ")}}`;
  }
  return jsonLiteral(value);
}

/** Objects in documents have names for keys; what has others is left out. */
function jsonLiteral(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonLiteral).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([key]) => /^[a-z]\w*$/.test(key));
  return `{${entries.map(([key, entry]) => `${key}: ${jsonLiteral(entry)}`).join(", ")}}`;
}
