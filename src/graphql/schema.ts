import { assertValidSchema, type GraphQLSchema, specifiedDirectives } from "graphql";
import { transactionDirective } from "../execute/index.ts";
import type { Model } from "../model/index.ts";
import type { Planner } from "../plan/index.ts";
import { createBuilder } from "./builder.ts";
import { implementMutation } from "./mutation.ts";
import { addNodeFields } from "./nodes.ts";
import { implementRow } from "./objects.ts";
import { implementQuery } from "./query.ts";
import { addScalars } from "./scalars.ts";
import { createTableTypes } from "./types.ts";

export interface SchemaOptions {
  readonly planner: Planner;
  /** The most rows that a list may return. */
  readonly maxLimit: number;
}

/** The model as a GraphQL schema. Every generated field carries what it stands for in its extensions. */
export function buildSchema(model: Model, { planner, maxLimit }: SchemaOptions): GraphQLSchema {
  const builder = createBuilder();
  addScalars(builder);
  const types = createTableTypes(builder, model);
  for (const table of model.databases.flatMap((database) => database.tables)) {
    implementRow(builder, table, types, maxLimit);
  }
  if (types.node) addNodeFields(builder, model, types.node, planner, maxLimit);
  implementQuery(builder, model, types, planner, maxLimit);
  implementMutation(builder, model, types, planner, maxLimit);
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
