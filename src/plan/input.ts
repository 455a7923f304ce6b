import {
  BREAK,
  coerceInputLiteral,
  type FieldNode,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLLeafType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  Kind,
  type ValueNode,
  visit,
} from "graphql";
import { SluiceError } from "../lib/index.ts";
import type { Bind } from "../sql/index.ts";
import { type Budget, relationCost } from "./budget.ts";

/**
 * An argument's value, seen as what it is made of and where its leaves come from. The shape may decide a statement's
 * text; a leaf is read again, through `bind`, each time the statement is sent.
 */
export type Input =
  | { readonly kind: "null" }
  /** A scalar, an enum value, or a list of them. `value` is today's, for leaves that are part of the shape. */
  | { readonly kind: "leaf"; readonly value: unknown; readonly bind: Bind }
  | { readonly kind: "list"; readonly items: readonly Input[] }
  | { readonly kind: "object"; readonly entries: readonly InputEntry[] };

export interface InputEntry {
  readonly name: string;
  readonly field: GraphQLInputField;
  readonly input: Input;
}

export type Variables = Readonly<Record<string, unknown>>;

interface Scope {
  readonly variables: Variables;
  readonly budget: Budget;
}

/** The arguments that a field was given, by name. What is left out, or is a variable left out, is not there. */
export function readArguments(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Variables,
  budget: Budget,
): ReadonlyMap<string, Input> {
  const inputs = new Map<string, Input>();
  for (const argument of node.arguments ?? []) {
    const type = field.args.find((each) => each.name === argument.name.value)?.type;
    const input = type && readLiteral(argument.value, type, { variables, budget });
    if (input) inputs.set(argument.name.value, input);
  }
  return inputs;
}

function readLiteral(node: ValueNode, type: GraphQLInputType, scope: Scope): Input | undefined {
  if (node.kind === Kind.VARIABLE) {
    const name = node.name.value;
    const value = property(scope.variables, name);
    return value === undefined ? undefined : readValue(value, type, [name], scope.budget);
  }
  if (isNonNullType(type)) return readLiteral(node, type.ofType, scope);
  scope.budget.spend(1);
  if (node.kind === Kind.NULL) return { kind: "null" };
  if (isListType(type)) {
    // A single value stands for a list of one (spec, section 3.12, "Input Coercion").
    const nodes = node.kind === Kind.LIST ? node.values : [node];
    const items = nodes.map((item) => readLiteral(item, type.ofType, scope) ?? { kind: "null" as const });
    return holdsLeaves(type) ? leafList(items) : { kind: "list", items };
  }
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    const entries = (node.kind === Kind.OBJECT ? node.fields : []).flatMap((entry): InputEntry[] => {
      const field = fields[entry.name.value];
      if (isRelated(field)) scope.budget.spend(relationCost);
      const input = field && readLiteral(entry.value, field.type, scope);
      return input ? [{ name: entry.name.value, field, input }] : [];
    });
    return { kind: "object", entries };
  }
  return readLeaf(node, type, scope.budget);
}

function readLeaf(node: ValueNode, type: GraphQLLeafType, budget: Budget): Input {
  if (holdsVariable(node, budget)) {
    // Only JSON can hold one, and there a variable of any type may stand for a part of any form.
    throw new SluiceError(
      "BAD_USER_INPUT",
      `A variable inside a ${type.name} literal. Give the whole value as one variable.`,
    );
  }
  const value: unknown = coerceInputLiteral(node, type);
  // GraphQL has no infinity: a `Float` that is written is a number, and this one would be another.
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) {
    throw new SluiceError("BAD_USER_INPUT", `A ${type.name} is beyond the range of double precision (about 1.8e308).`);
  }
  return { kind: "leaf", value, bind: () => value };
}

function holdsVariable(node: ValueNode, budget: Budget): boolean {
  if (node.kind !== Kind.OBJECT && node.kind !== Kind.LIST) return false;
  let found = false;
  visit(node, {
    enter(each) {
      budget.spend(1);
      if (each.kind !== Kind.VARIABLE) return undefined;
      found = true;
      return BREAK;
    },
  });
  return found;
}

/** How many fields and conditions an input has, relations counted as they are when it is read. */
export function sizeOf(input: Input | undefined): number {
  switch (input?.kind) {
    case "list":
      return input.items.reduce((sum, item) => sum + sizeOf(item), 1);
    case "object":
      return input.entries.reduce((sum, entry) => {
        return sum + sizeOf(entry.input) + (isRelated(entry.field) ? relationCost : 0);
      }, 1);
    default:
      return 1;
  }
}

type Path = readonly (string | number)[];

/** A value that came in a variable, coerced already. Leaves and lists of them cost nothing: they are not looked at. */
function readValue(value: unknown, type: GraphQLInputType, path: Path, budget: Budget): Input {
  if (isNonNullType(type)) return readValue(value, type.ofType, path, budget);
  const isLeaf = isLeafType(type) || holdsLeaves(type);
  if (!isLeaf) budget.spend(1);
  if (value === null || value === undefined) return { kind: "null" };
  if (isLeaf) return { kind: "leaf", value, bind: (scope) => dig(scope.variables, path) };
  if (isListType(type)) {
    const items = Array.isArray(value) ? value : [value];
    return { kind: "list", items: items.map((item, index) => readValue(item, type.ofType, [...path, index], budget)) };
  }
  const entries = Object.values(type.getFields()).flatMap((field): InputEntry[] => {
    const inner = property(value, field.name);
    if (inner === undefined) return [];
    if (isRelated(field)) budget.spend(relationCost);
    return [{ name: field.name, field, input: readValue(inner, field.type, [...path, field.name], budget) }];
  });
  return { kind: "object", entries };
}

/** Whether it asks for rows of another table: a query of its own, like a relation that is selected. */
function isRelated(field: GraphQLInputField | undefined): boolean {
  const meaning = field?.extensions.sluice;
  return meaning?.kind === "related" || (meaning?.kind === "relation" && !meaning.edge.many);
}

function holdsLeaves(type: GraphQLInputType): boolean {
  if (!isListType(type)) return false;
  const item = isNonNullType(type.ofType) ? type.ofType.ofType : type.ofType;
  return isLeafType(item);
}

function leafList(items: readonly Input[]): Input {
  const leaves = items.map((item) => (item.kind === "leaf" ? item : { value: null, bind: () => null }));
  return {
    kind: "leaf",
    value: leaves.map((leaf) => leaf.value),
    bind: (scope) => leaves.map((leaf) => leaf.bind(scope)),
  };
}

function property(value: unknown, name: string | number): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(value, name);
}

function dig(variables: Variables, path: Path): unknown {
  return path.reduce<unknown>(property, variables);
}
