import {
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
} from "graphql";
import type { Variables } from "./input.ts";

/**
 * Everything about the variables that can change a statement's text: which keys are there, which are null, how many
 * objects a list has, and the leaves that are part of the shape (booleans, which `@skip` and `isNull` read, and
 * directions of order). Two requests of one document with the same shape share a plan.
 */
export function variablesShape(
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
  variables: Variables,
): string {
  return (operation.variableDefinitions ?? [])
    .map((definition) => {
      const name = definition.variable.name.value;
      const type = typeFromAST(schema, definition.type);
      if (!Object.hasOwn(variables, name) || !isInputType(type)) return "-";
      return shapeOf(variables[name], type);
    })
    .join(";");
}

function shapeOf(value: unknown, type: GraphQLInputType): string {
  if (isNonNullType(type)) return shapeOf(value, type.ofType);
  if (value === undefined) return "-";
  if (value === null) return "0";
  if (isListType(type)) {
    const item = isNonNullType(type.ofType) ? type.ofType.ofType : type.ofType;
    // A list of leaves is bound as one array, whatever its length.
    if (!Array.isArray(value) || !(isInputObjectType(item) || isStructural(item))) return "*";
    return `[${value.map((each) => shapeOf(each, item)).join()}]`;
  }
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => (fields[key] ? `${key}:${shapeOf(Reflect.get(Object(value), key), fields[key].type)}` : "")).join()}}`;
  }
  return isStructural(type) ? String(value) : "*";
}

function isStructural(type: GraphQLInputType): boolean {
  return (isEnumType(type) && type.extensions.structural === true) || ("name" in type && type.name === "Boolean");
}
