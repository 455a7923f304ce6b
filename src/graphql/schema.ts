import {
  assertValidSchema,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  specifiedDirectives,
} from "graphql";
import { transactionDirective } from "../execute/index.ts";
import type { Model, Table } from "../model/index.ts";
import type { Planner } from "../plan/index.ts";
import { type Builder, createBuilder } from "./builder.ts";
import type { Extend } from "./custom/builder.ts";
import { explainExtendError } from "./custom/clash.ts";
import { addCustomFields } from "./custom/extend.ts";
import { customFieldsOptions, type SchemaRole } from "./custom/options.ts";
import { addMutation, implementMutation, isWritten } from "./mutation.ts";
import { addNodeFields } from "./nodes.ts";
import { implementRow } from "./objects.ts";
import { addPools, type PoolsOptions } from "./pools/add.ts";
import { implementQuery } from "./query.ts";
import { reachable } from "./reachable.ts";
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
  const schema = assemble(model, options, undefined, new Set());
  checkSchema(schema, model, options);
  return schema;
}

/** Now, and not with the first request. */
function checkSchema(schema: GraphQLSchema, model: Model, { extend }: SchemaOptions): void {
  try {
    assertValidSchema(schema);
  } catch (error) {
    throw extend ? explainExtendError(error, model) : error;
  }
}

/**
 * The part of the schema that a role may know of: undefined where there is nothing to ask for. Custom fields are there as far as
 * what they need and lead to is.
 *
 * @param view the part of the model.
 */
export function buildRoleSchema(view: Model, options: SchemaOptions, role: SchemaRole): GraphQLSchema | undefined {
  const hidden = new Set<string>();
  for (;;) {
    const schema = reachable(assemble(view, options, role, hidden), hidden);
    if (isEmpty(schema.getQueryType())) return undefined;
    // What has no field is no type, and fields that lead to it go, too.
    const empty = Object.values(schema.getTypeMap()).filter((type) => isEmpty(type) && !hidden.has(type.name));
    if (empty.length === 0) {
      checkSchema(schema, view, options);
      return schema;
    }
    for (const { name } of empty) hidden.add(name);
  }
}

const isEmpty = (type: GraphQLNamedType | undefined | null): boolean =>
  (isObjectType(type) || isInterfaceType(type)) && Object.keys(type.getFields()).length === 0;

/** @param hidden types that are left out, with the fields that lead to them. */
function assemble(
  model: Model,
  options: SchemaOptions,
  role: SchemaRole | undefined,
  hidden: ReadonlySet<string>,
): GraphQLSchema {
  const { extend, planner } = options;
  if (!extend) {
    const builder = createBuilder();
    addGenerated(builder, model, options);
    return finish(builder, model);
  }
  const custom = customFieldsOptions(model, planner, role, hidden);
  const builder = createBuilder(custom);
  const types = addGenerated(builder, model, options);
  try {
    addCustomFields(builder, extend, types, custom);
    return finish(builder, model, custom.absent);
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
  if (operators?.may("verbs") || isWritten(model)) addMutation(builder);
  implementMutation(builder, model, types, planner, maxLimit);
  if (operators) addPools(builder, operators);
  return types;
}

function finish(builder: Builder, model: Model, absent: ReadonlyMap<string, Table> = new Map()): GraphQLSchema {
  // The model's order is fixed already.
  return builder.toSchema({
    sortSchema: false,
    directives: [...specifiedDirectives, transactionDirective],
    extensions: {
      sluice: {
        tables: model.databases.flatMap(({ tables }) => tables),
        absent: [...absent.values()],
        raising: new Set(model.databases.filter(({ raisedMessages }) => raisedMessages).map(({ name }) => name)),
      },
    },
  });
}
