import {
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
} from "graphql";
import { rawNumber } from "../lib/index.ts";

type Variables = Readonly<Record<string, unknown>>;

/**
 * The variables with every number that was kept as it was written made JavaScript's own where a `Float` is declared:
 * a float is rounded by what it is. All other scalars of numbers read the text.
 */
export function withFloats(variables: Variables, operation: OperationDefinitionNode, schema: GraphQLSchema): Variables {
  const types = new Map(
    (operation.variableDefinitions ?? []).map(({ variable, type }) => [variable.name.value, typeFromAST(schema, type)]),
  );
  return mapValues(variables, (value, name) => {
    const type = types.get(name);
    return isInputType(type) ? convert(value, type) : value;
  });
}

function convert(value: unknown, type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return convert(value, type.ofType);
  if (isListType(type)) {
    return Array.isArray(value) ? value.map((item) => convert(item, type.ofType)) : convert(value, type.ofType);
  }
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    if (typeof value !== "object" || value === null || Array.isArray(value) || rawNumber(value) !== undefined)
      return value;
    return mapValues(value, (item, name) => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      return field ? convert(item, field.type) : item;
    });
  }
  const text = type.name === "Float" ? rawNumber(value) : undefined;
  return text === undefined ? value : Number(text);
}

function mapValues(object: object, change: (value: unknown, name: string) => unknown): Variables {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value, name)]));
}
