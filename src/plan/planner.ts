import type { GraphQLResolveInfo, OperationDefinitionNode } from "graphql";
import { readArguments, type Variables } from "./input.ts";
import type { RootPlan } from "./plan.ts";
import { variablesShape } from "./shape.ts";
import { planRoot } from "./statements.ts";

export interface PlannerOptions {
  /** The most rows that a list may return. */
  readonly maxLimit: number;
}

/** Plans the generated root fields of one schema. */
export interface Planner {
  /** @throws SluiceError where the arguments cannot be planned: null for a value, too many fields. */
  plan(info: GraphQLResolveInfo): RootPlan;
}

/** Shapes of variables that one document keeps plans for; a client that never repeats one plans each time. */
const plansPerOperation = 100;

/**
 * A planner with a cache. Plans belong to the operation's node, which the server keeps as long as it keeps the parsed
 * document, and differ by the root field's key and the shape of the variables.
 */
export function createPlanner(options: PlannerOptions): Planner {
  const cache = new WeakMap<OperationDefinitionNode, Map<string, RootPlan>>();
  const shapes = new WeakMap<Variables, string>();

  const shapeOf = (info: GraphQLResolveInfo, variables: Variables): string => {
    const known = shapes.get(variables);
    if (known !== undefined) return known;
    const shape = variablesShape(info.operation, info.schema, variables);
    shapes.set(variables, shape);
    return shape;
  };

  return {
    plan(info) {
      const variables = info.variableValues.coerced;
      const key = `${info.path.key} ${shapeOf(info, variables)}`;
      const plans = cache.get(info.operation) ?? new Map<string, RootPlan>();
      cache.set(info.operation, plans);
      const known = plans.get(key);
      if (known) return known;

      const plan = planField(info, variables, options);
      if (plans.size >= plansPerOperation) plans.clear();
      plans.set(key, plan);
      return plan;
    },
  };
}

function planField(info: GraphQLResolveInfo, variables: Variables, options: PlannerOptions): RootPlan {
  const field = info.parentType.getFields()[info.fieldName];
  const meaning = field?.extensions.sluice;
  const node = info.fieldNodes[0];
  if (!field || !meaning || !node) throw new Error(`${info.fieldName} is no generated field.`);
  const inputs = readArguments(field, node, variables);
  return planRoot(
    { key: String(info.path.key), field, meaning, inputs, nodes: info.fieldNodes },
    { fragments: info.fragments, variables, maxLimit: options.maxLimit },
  );
}
