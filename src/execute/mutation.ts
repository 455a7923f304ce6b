import { type ExecutionResult, execute, GraphQLError, type OperationDefinitionNode } from "graphql";
import { SluiceError } from "../lib/index.ts";
import { rootFieldsOf, type Variables } from "../plan/index.ts";
import { type OperationArgs, type RequestContext, renewContext } from "./context.ts";
import { inTransactions } from "./in-transactions.ts";
import { type RootField, rootField } from "./root-fields.ts";
import type { OperationTransaction } from "./transaction-directive.ts";
import { explained } from "./violations.ts";

/** A root field and the databases that it writes. */
interface WritingField extends RootField {
  readonly writes: readonly string[];
}

const withoutDirective: OperationTransaction = { scope: "OPERATION", isolation: undefined, retries: 0 };

/**
 * Executes a mutation: its root fields one after the other, in transactions that are committed when all of them went well.
 *
 * @throws SluiceError CROSS_DATABASE_MUTATION, before anything is sent.
 */
export async function executeMutation(
  args: OperationArgs,
  operation: OperationDefinitionNode,
  variables: Variables,
  transaction: OperationTransaction = withoutDirective,
): Promise<ExecutionResult> {
  const fields = writingFields(args, operation, variables);
  const { scope } = transaction;
  const written = writtenBy(fields);
  if (written.length > 1 && scope === "OPERATION") throw crossDatabase(written);
  const executeFields = scope === "FIELD" ? executeEach : executeTogether;
  const { data = null, errors } = await executeFields(args, fields, transaction);
  return { data, ...(errors && { errors: errors.map((error) => explained(error, args.schema)) }) };
}

function writingFields(
  { schema, document }: OperationArgs,
  operation: OperationDefinitionNode,
  variables: Variables,
): readonly WritingField[] {
  const mutation = schema.getMutationType();
  if (!mutation) return [];
  return rootFieldsOf(mutation, document, operation, variables).map(({ key, nodes, meaning }) => ({
    ...rootField(document, operation, key, nodes),
    writes: meaning?.kind === "write" ? [meaning.table.database] : [],
  }));
}

const writtenBy = (fields: readonly WritingField[]): readonly string[] =>
  [...new Set(fields.flatMap(({ writes }) => writes))].sort();

/** Each field in a transaction of its own: what fails takes nothing else with it. */
async function executeEach(
  args: OperationArgs,
  fields: readonly WritingField[],
  transaction: OperationTransaction,
): Promise<ExecutionResult> {
  const results: ExecutionResult[] = [];
  for (const field of fields) {
    const { data, errors } = await executeTogether(args, [field], transaction);
    // The field alone is null, where no type forbids it.
    const path = [field.key];
    const placed = errors?.map((error) => (error.path ? error : new GraphQLError(error.message, { ...error, path })));
    results.push({ data: data ?? { [field.key]: null }, ...(placed && { errors: placed }) });
  }
  return merged(results);
}

/** All fields together: all of them, or nothing. */
async function executeTogether(
  args: OperationArgs,
  fields: readonly WritingField[],
  { scope: _, ...options }: OperationTransaction,
): Promise<ExecutionResult> {
  const { contextValue: context } = args;
  const written = new Set(writtenBy(fields));
  if (written.size === 0) return executeInOrder(args, fields, written);
  let failed: { readonly errors: readonly GraphQLError[]; readonly failure: GraphQLError } | undefined;
  try {
    return await inTransactions(context.pools, [...written], { ...options, signal: context.signal }, async (open) => {
      renewContext(context);
      context.transactions = open;
      const result = await executeInOrder(args, fields, written);
      const failure = result.errors?.find((error) => isFailure(error, written));
      failed = failure && { errors: result.errors ?? [], failure };
      // What it was decides whether all of it is done again.
      if (failure) throw failure.originalError ?? failure;
      return result;
    });
  } catch (error) {
    if (failed && error === (failed.failure.originalError ?? failed.failure))
      return { data: null, errors: failed.errors };
    // Of the transaction as a whole: its beginning, its commit, or its time.
    const { nodes, path } = failed?.failure ?? {};
    const originalError = error instanceof Error ? error : new Error(String(error));
    return { data: null, errors: [new GraphQLError(originalError.message, { nodes, path, originalError })] };
  } finally {
    context.transactions = undefined;
  }
}

/** Until the first one fails: the others would be undone with it. */
async function executeInOrder(
  args: OperationArgs,
  fields: readonly WritingField[],
  written: ReadonlySet<string>,
): Promise<ExecutionResult> {
  const results: ExecutionResult[] = [];
  for (const { document } of fields) {
    // What was read before the last field wrote may not be so any more.
    forgetRows(args.contextValue);
    const result = await execute({ ...args, document });
    results.push(result);
    if (result.errors?.some((error) => isFailure(error, written))) break;
  }
  return merged(results);
}

function forgetRows({ loaders }: RequestContext): void {
  loaders.clear();
}

/** A database that is only read may be away: its fields are null, and everything else goes on. */
function isFailure({ originalError }: GraphQLError, written: ReadonlySet<string>): boolean {
  const database = originalError instanceof SluiceError ? originalError.details.database : undefined;
  return database === undefined || written.has(database);
}

function merged(results: readonly ExecutionResult[]): ExecutionResult {
  const errors = results.flatMap((result) => result.errors ?? []);
  const isWhole = results.every(({ data }) => data);
  const data = isWhole ? Object.assign(Object.create(null), ...results.map((result) => result.data)) : null;
  return { data, ...(errors.length > 0 && { errors }) };
}

function crossDatabase(databases: readonly string[]): SluiceError {
  const names = databases.map((name) => `"${name}"`).join(" and ");
  return new SluiceError(
    "CROSS_DATABASE_MUTATION",
    `The mutation writes to ${names}, and no transaction spans them. Send one mutation for each, or say @transaction(scope: DATABASE) to commit one after the other.`,
    { databases },
  );
}
