import { assertValidSchema, type GraphQLSchema, specifiedDirectives } from "graphql";
import { transactionDirective } from "../execute/index.ts";
import type { Model } from "../model/index.ts";
import type { Planner } from "../plan/index.ts";
import { type Builder, createBuilder } from "./builder.ts";
import type { Extend } from "./custom/builder.ts";
import { explainExtendError } from "./custom/clash.ts";
import { addCustomFields } from "./custom/extend.ts";
import { customFieldsOptions } from "./custom/options.ts";
import { addMutation, implementMutation, isWritten } from "./mutation.ts";
import { addNodeFields } from "./nodes.ts";
import { implementRow } from "./objects.ts";
import { addPools, type PoolsOptions } from "./pools/add.ts";
import { implementQuery } from "./query.ts";
import { addScalars } from "./scalars.ts";
import { createTableTypes, type TableTypes } from "./types.ts";

export interface SchemaOptions {
  readonly planner: Planner;
  /** The most rows that a list may return. */
  readonly maxLimit: number;
  /** What operators may do; undefined where the schema has nothing for them. */
  readonly operators?: PoolsOptions | undefined;
  /** Adds custom fields. */
  readonly extend?: Extend | undefined;
}

/**
 * The model as a GraphQL schema. Every generated field carries what it stands for in its extensions.
 *
 * @throws StartError where custom fields cannot be added.
 */
export function buildSchema(model: Model, options: SchemaOptions): GraphQLSchema {
  const { extend, planner } = options;
  const builder = createBuilder(extend && customFieldsOptions(model, planner));
  const types = addGenerated(builder, model, options);
  if (!extend) return finish(builder, model);
  try {
    addCustomFields(builder, extend, types);
    return finish(builder, model);
  } catch (error) {
    throw explainExtendError(error, model);
  }
}

function addGenerated(builder: Builder, model: Model, options: SchemaOptions): TableTypes {
  const { planner, maxLimit, operators } = options;
  addScalars(builder);
  const types = createTableTypes(builder, model);
  for (const table of model.databases.flatMap((database) => database.tables)) {
    implementRow(builder, table, types, maxLimit);
  }
  if (types.node) addNodeFields(builder, model, types.node, planner, maxLimit);
  implementQuery(builder, model, types, planner, maxLimit);
  if (operators || isWritten(model)) addMutation(builder);
  implementMutation(builder, model, types, planner, maxLimit);
  if (operators) addPools(builder, operators);
  return types;
}

function finish(builder: Builder, model: Model): GraphQLSchema {
  // The model's order is fixed already.
  const schema = builder.toSchema({
    sortSchema: false,
    directives: [...specifiedDirectives, transactionDirective],
    extensions: {
      sluice: {
        tables: model.databases.flatMap(({ tables }) => tables),
        raising: new Set(model.databases.filter(({ raisedMessages }) => raisedMessages).map(({ name }) => name)),
      },
    },
  });
  // Now, and not with the first request.
  assertValidSchema(schema);
  return schema;
}
