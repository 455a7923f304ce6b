import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  type GraphQLObjectType,
  GraphQLSkipDirective,
  getNamedType,
  isObjectType,
  Kind,
  type NamedTypeNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { SluiceError } from "../lib/index.ts";
import { type Budget, createBudget, relationCost } from "./budget.ts";
import { type Input, readArguments, type Variables } from "./input.ts";
import type { FieldMeaning } from "./meaning.ts";

/** One key of the answer below an object, with everything that was asked under it. */
export interface Selected {
  readonly key: string;
  readonly field: GraphQLField<unknown, unknown>;
  /** What the field returns; where that is one of several types, the one that is meant. */
  readonly type: GraphQLNamedType;
  readonly meaning: FieldMeaning;
  readonly inputs: ReadonlyMap<string, Input>;
  readonly nodes: readonly FieldNode[];
}

export interface SelectionScope {
  readonly budget: Budget;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly variables: Variables;
}

/** One key of an operation's answer, with all nodes that ask for it. */
export interface OperationField {
  readonly key: string;
  readonly nodes: readonly FieldNode[];
  /** Undefined for `__typename` and fields that are not generated. */
  readonly meaning: FieldMeaning | undefined;
}

/** The root fields of an operation in their order: fragments opened, `@skip` and `@include` applied. */
export function rootFieldsOf(
  type: GraphQLObjectType,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): readonly OperationField[] {
  const definitions = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  const fragments = Object.fromEntries(definitions.map((each) => [each.name.value, each]));
  const grouped = new Map<string, FieldNode[]>();
  collect(type, operation.selectionSet, { budget: createBudget(), fragments, variables }, grouped, new Set());
  const fields = type.getFields();
  return [...grouped].map(([key, nodes]) => {
    return { key, nodes, meaning: fields[nodes[0]?.name.value ?? ""]?.extensions.sluice };
  });
}

/** Postgres takes at most 1,664 expressions in a select list (manual, appendix K); this leaves room for its own. */
const mostFields = 1600;

/** @throws SluiceError LIMIT_EXCEEDED for more fields than Postgres can answer at once. */
export function selectionOf(selected: Selected, scope: SelectionScope): readonly Selected[] {
  const { type } = selected;
  if (!isObjectType(type)) throw new Error(`${selected.field.name} does not return an object.`);
  const selection = readSelection(type, selected.nodes, scope);
  if (selection.length <= mostFields) return selection;
  throw new SluiceError(
    "LIMIT_EXCEEDED",
    `${selection.length} fields of one object; Postgres takes at most ${mostFields}. Split the selection.`,
    { limit: "fieldsPerObject" },
  );
}

/**
 * Collects what is selected below some field nodes: fragments opened, `@skip` and `@include` applied, the same key
 * merged (spec, section 6.3.2). Fields that are not generated, `__typename` among them, are left to their resolvers.
 */
function readSelection(
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  scope: SelectionScope,
): readonly Selected[] {
  const grouped = new Map<string, FieldNode[]>();
  const opened = new Set<string>();
  for (const node of nodes) collect(type, node.selectionSet, scope, grouped, opened);

  const fields = type.getFields();
  return [...grouped].flatMap(([key, group]): Selected[] => {
    const first = group[0];
    const field = first && fields[first.name.value];
    const meaning = field?.extensions.sluice;
    if (!first || !field || !meaning) return [];
    // One that needs nothing of the row is its resolver's alone.
    if (meaning.kind === "custom" && meaning.needs.length === 0) return [];
    if (meaning.kind === "edge" || meaning.kind === "connection") scope.budget.spend(relationCost);
    const inputs = readArguments(field, first, scope.variables, scope.budget);
    return [{ key, field, type: getNamedType(field.type), meaning, inputs, nodes: group }];
  });
}

function collect(
  type: GraphQLObjectType,
  set: SelectionSetNode | undefined,
  scope: SelectionScope,
  grouped: Map<string, FieldNode[]>,
  opened: Set<string>,
): void {
  const selections = set?.selections ?? [];
  scope.budget.spend(selections.length);
  for (const node of selections) {
    if (!isIncluded(node, scope.variables)) continue;
    switch (node.kind) {
      case Kind.FIELD: {
        const key = node.alias?.value ?? node.name.value;
        const group = grouped.get(key);
        if (group) group.push(node);
        else grouped.set(key, [node]);
        break;
      }
      case Kind.INLINE_FRAGMENT:
        if (applies(node.typeCondition, type)) collect(type, node.selectionSet, scope, grouped, opened);
        break;
      case Kind.FRAGMENT_SPREAD: {
        const name = node.name.value;
        if (opened.has(name)) break;
        opened.add(name);
        const fragment = scope.fragments[name];
        if (applies(fragment?.typeCondition, type)) collect(type, fragment?.selectionSet, scope, grouped, opened);
        break;
      }
    }
  }
}

/** Whether a fragment is for this type: without a condition, with the type itself or an interface of it. */
function applies(condition: NamedTypeNode | undefined, type: GraphQLObjectType): boolean {
  const name = condition?.name.value;
  return name === undefined || name === type.name || type.getInterfaces().some((each) => each.name === name);
}

function isIncluded(node: SelectionNode, variables: Variables): boolean {
  return (
    condition(node, GraphQLSkipDirective.name, variables) !== true &&
    condition(node, GraphQLIncludeDirective.name, variables) !== false
  );
}

/** The `if` of a directive, or undefined where the node does not carry it. */
function condition(node: SelectionNode, directive: string, variables: Variables): boolean | undefined {
  const value = node.directives?.find((each) => each.name.value === directive)?.arguments?.[0]?.value;
  if (value?.kind === Kind.BOOLEAN) return value.value;
  return value?.kind === Kind.VARIABLE
    ? Object.hasOwn(variables, value.name.value) && variables[value.name.value] === true
    : undefined;
}
