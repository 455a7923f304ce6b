import { type GraphQLNamedType, type GraphQLResolveInfo, getNamedType, type OperationDefinitionNode } from "graphql";
import { LRUCache } from "lru-cache";
import { type Budget, relationCost } from "./budget.ts";
import { readArguments, type Variables } from "./input.ts";
import { fieldPlace } from "./link-place.ts";
import type { RootPlan } from "./plan.ts";
import { variablesShape } from "./shape.ts";
import { planRoot } from "./statements.ts";

export interface PlannerOptions {
  /** The most rows that a list may return. */
  readonly maxLimit: number;
}

/** Plans the generated root fields of one schema, and custom fields that lead to rows, wherever they stand. */
export interface Planner {
  /** @throws SluiceError where the arguments cannot be planned: null for a value, too many fields. */
  plan(info: GraphQLResolveInfo, budget: Budget): RootPlan;
  /** The same for one of the types that a root field's ids lead to; their values are the statement's keys. */
  planNodes(info: GraphQLResolveInfo, type: string, budget: Budget): RootPlan;
}

/** What all cached plans may take, and one of them, in characters of SQL and keys. */
const cacheSize = { all: 8_000_000, one: 100_000 };

/**
 * A planner with a cache. Plans belong to the operation's node, which the server keeps as long as it keeps the parsed
 * document, and differ by the field's place, the type of its rows and the shape of the variables. A plan that is large is made each time: its
 * shape is as rarely met again as its size suggests.
 */
export function createPlanner(options: PlannerOptions): Planner {
  const cache = new LRUCache<string, RootPlan>({
    maxSize: cacheSize.all,
    maxEntrySize: cacheSize.one,
    sizeCalculation: sizeOf,
  });
  const operations = new WeakMap<OperationDefinitionNode, number>();
  const shapes = new WeakMap<Variables, string>();
  let count = 0;

  const numberOf = (operation: OperationDefinitionNode): number => {
    const known = operations.get(operation);
    if (known !== undefined) return known;
    count += 1;
    operations.set(operation, count);
    return count;
  };

  const shapeOf = (info: GraphQLResolveInfo, variables: Variables): string => {
    const known = shapes.get(variables);
    if (known !== undefined) return known;
    const shape = variablesShape(info.operation, info.schema, variables);
    shapes.set(variables, shape);
    return shape;
  };

  const planOf = (info: GraphQLResolveInfo, type: GraphQLNamedType, budget: Budget): RootPlan => {
    const variables = info.variableValues.coerced;
    const place = fieldPlace(info.path);
    const key = `${numberOf(info.operation)} ${place} ${type.name} ${shapeOf(info, variables)}`;
    const known = cache.get(key);
    if (known) {
      budget.spend(known.cost);
      return known;
    }
    const plan = planField(info, place, type, variables, options, budget);
    cache.set(key, plan);
    return plan;
  };

  return {
    plan: (info, budget) => planOf(info, getNamedType(info.returnType), budget),
    planNodes(info, name, budget) {
      const type = info.schema.getType(name);
      if (!type) throw new Error(`The schema has no type ${name}.`);
      return planOf(info, type, budget);
    },
  };
}

/** A bind holds on to its place in the document: about as much as a line of SQL. */
const bindSize = 100;
/** A row that is written holds on to each of its values. */
const rowSize = 2_000;

function sizeOf(plan: RootPlan, key: string): number {
  const statements = [
    plan.statement,
    ...(plan.readBack ? [plan.readBack.statement] : []),
    ...(plan.nested?.steps.map((step) => step.statement) ?? []),
    ...[...plan.links.values()].map((link) => link.statement),
  ];
  const rows = plan.nested?.steps.reduce((sum, step) => sum + step.rows, 0) ?? plan.rows;
  return statements.reduce(
    (sum, { text, binds }) => sum + text.length + binds.length * bindSize,
    key.length + rows * rowSize,
  );
}

function planField(
  info: GraphQLResolveInfo,
  place: string,
  type: GraphQLNamedType,
  variables: Variables,
  options: PlannerOptions,
  budget: Budget,
): RootPlan {
  const field = info.parentType.getFields()[info.fieldName];
  const meaning = field?.extensions.sluice;
  const node = info.fieldNodes[0];
  if (!field || !meaning || !node) throw new Error(`${info.fieldName} is no field that can be planned.`);
  const before = budget.spent;
  budget.spend(relationCost);
  const inputs = readArguments(field, node, variables, budget);
  const plan = planRoot({ key: String(info.path.key), field, type, meaning, inputs, nodes: info.fieldNodes }, place, {
    fragments: info.fragments,
    variables,
    maxLimit: options.maxLimit,
    budget,
  });
  return { ...plan, cost: budget.spent - before };
}
