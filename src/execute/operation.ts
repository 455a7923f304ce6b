import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  OperationTypeNode,
  TypeInfo,
  validateExecutionArgs,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { SluiceError } from "../lib/index.ts";
import { databasesOf, type Variables } from "../plan/index.ts";
import { type OperationArgs, renewContext } from "./context.ts";
import { executeMutation, type Validated } from "./mutation.ts";
import { openSnapshots } from "./snapshots.ts";
import { type OperationTransaction, readTransaction } from "./transaction-directive.ts";
import { workOf } from "./work-of.ts";

/**
 * Executes an operation with GraphQL's own executor, inside the transactions that it asks for. One executor for all: the
 * server's default keeps variables in a plain object, where a variable named `constructor` is found though nobody gave
 * it, and takes a value with a `then` for a promise.
 */
export function executeOperation(args: OperationArgs): ExecutionResult | Promise<ExecutionResult> {
  const { document, operationName, contextValue } = args;
  const operation = getOperationAST(document, operationName);
  contextValue.operation = operation?.name?.value;
  const isMutation = operation?.operation === OperationTypeNode.MUTATION;
  // Nearly all queries have no directive.
  if (!operation || !(isMutation || operation.directives?.length)) return execute(args);
  const validated = validateExecutionArgs(args);
  if ("length" in validated) return { errors: validated };
  return inItsTransactions(args, { ...validated, contextValue }).catch((error: unknown) => {
    if (!(error instanceof SluiceError)) throw error;
    return { errors: [new GraphQLError(error.message, { nodes: operation.directives, originalError: error })] };
  });
}

async function inItsTransactions(args: OperationArgs, validated: Validated): Promise<ExecutionResult> {
  const { operation, variableValues } = validated;
  const transaction = readTransaction(operation, variableValues);
  if (operation.operation === OperationTypeNode.MUTATION) return executeMutation(validated, transaction);
  return transaction ? executeInSnapshots(args, transaction, variableValues.coerced) : execute(args);
}

async function executeInSnapshots(
  args: OperationArgs,
  transaction: OperationTransaction,
  variables: Variables,
): Promise<ExecutionResult> {
  const { contextValue: context, schema, document } = args;
  const { retries, isolation = "repeatable read", timeoutMs } = transaction;
  const databases = databasesIn(schema, document, variables);
  for (let attempt = 0; ; attempt += 1) {
    const snapshots = await openSnapshots(context, databases, { isolation, timeoutMs, ...workOf(context) });
    context.transactions = snapshots;
    const result = await execute(args);
    const refusals = await snapshots.end();
    context.transactions = undefined;
    if (attempt < retries && (refusals.length > 0 || result.errors?.some(isSerializationFailure))) {
      renewContext(context);
      continue;
    }
    if (refusals.length === 0) return result;
    return { data: null, errors: refusals.map((error) => new GraphQLError(error.message, { originalError: error })) };
  }
}

function isSerializationFailure({ originalError }: GraphQLError): boolean {
  return originalError instanceof SluiceError && originalError.code === "SERIALIZATION_FAILURE";
}

/** The databases that an operation may read, by all fields of its document. */
function databasesIn(schema: GraphQLSchema, document: DocumentNode, variables: Variables): readonly string[] {
  const databases = new Set<string>();
  const types = new TypeInfo(schema);
  const onField = {
    enter(node: FieldNode) {
      const field = types.getFieldDef();
      for (const database of field ? databasesOf(field, node, variables) : []) databases.add(database);
    },
  };
  visit(document, visitWithTypeInfo(types, { Field: onField }));
  return [...databases];
}
