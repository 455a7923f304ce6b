import {
  type GraphQLInputType,
  type GraphQLSchema,
  isInputType,
  isLeafType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
} from "graphql";
import { largestOperation } from "../plan/index.ts";
import { exceeded, tooDeep } from "./exceeded.ts";

/** Items of lists and keys of objects that the variables of one request may have. What a JSON value holds is not counted. */
const mostValues = 100_000;

/**
 * Looks at the variables by their declared types before they are coerced: coercing goes through every item, and calls
 * itself for every level.
 *
 * @throws GraphQLError LIMIT_EXCEEDED
 */
export function checkVariables(
  variables: Readonly<Record<string, unknown>>,
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
  depth: number,
): void {
  const size = new VariableSize(depth);
  for (const { variable, type } of operation.variableDefinitions ?? []) {
    const declared = typeFromAST(schema, type);
    if (isInputType(declared)) size.add(property(variables, variable.name.value), declared, 0);
  }
}

class VariableSize {
  readonly #depth: number;
  #values = 0;
  #objects = 0;

  constructor(depth: number) {
    this.#depth = depth;
  }

  /** What does not fit its type is left to the coercion to refuse. */
  add(value: unknown, type: GraphQLInputType, above: number): void {
    if (typeof value !== "object" || value === null || isLeafType(type)) return;
    if (isNonNullType(type) || (isListType(type) && !Array.isArray(value))) {
      this.add(value, type.ofType, above);
      return;
    }
    if (above >= this.#depth) throw tooDeep(this.#depth);
    if (isListType(type)) {
      const items: readonly unknown[] = Array.isArray(value) ? value : [];
      this.#count(items.length);
      for (const item of items) this.add(item, type.ofType, above + 1);
      return;
    }
    this.#countObject();
    const keys = Object.keys(value);
    this.#count(keys.length);
    const fields = type.getFields();
    for (const key of keys) {
      const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (field) this.add(property(value, key), field.type, above + 1);
    }
  }

  #count(values: number): void {
    this.#values += values;
    if (this.#values <= mostValues) return;
    const message = `The variables hold more than ${mostValues} values. Send them in several requests.`;
    throw exceeded({ limit: "variableValues", message });
  }

  #countObject(): void {
    this.#objects += 1;
    if (this.#objects <= largestOperation) return;
    const message = `The variables hold more than ${largestOperation} objects. Use in: […] for many values of one column, or send them in several requests.`;
    throw exceeded({ limit: "operationSize", message });
  }
}

function property(object: object, name: string): unknown {
  return Object.hasOwn(object, name) ? Reflect.get(object, name) : undefined;
}
