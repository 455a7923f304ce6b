import { type ExecutionResult, executeRootSelectionSet, GraphQLError, type ValidatedExecutionArgs } from "graphql";
import { SluiceError } from "../lib/index.ts";
import { type FieldMeaning, rootFieldsOf } from "../plan/index.ts";
import { type OperationArgs, type RequestContext, renewContext } from "./context.ts";
import { operationTooSlow, startDeadline } from "./deadline.ts";
import { explained } from "./explained.ts";
import { inTransactions } from "./in-transactions.ts";
import { type RootField, rootField } from "./root-fields.ts";
import type { OperationTransaction } from "./transaction-directive.ts";

/** What the executor executes, with variables that are coerced already. */
export type Validated = ValidatedExecutionArgs & Pick<OperationArgs, "contextValue">;

/** A root field and the databases that it writes. */
interface WritingField extends RootField {
  readonly writes: readonly string[];
  /** Whether it acts on the gateway itself. */
  readonly isVerb: boolean;
}

const withoutDirective: OperationTransaction = { scope: "OPERATION", isolation: undefined, retries: 0 };

/**
 * Executes a mutation: its root fields one after the other, in transactions that are committed when all of them went well.
 *
 * @throws SluiceError CROSS_DATABASE_MUTATION, or BAD_USER_INPUT where verbs stand beside writes, before anything is sent.
 */
export async function executeMutation(
  args: Validated,
  transaction: OperationTransaction = withoutDirective,
): Promise<ExecutionResult> {
  const fields = writingFields(args);
  const { scope } = transaction;
  const written = writtenBy(fields);
  if (written.length > 0 && fields.some(({ isVerb }) => isVerb)) throw verbsAndRows();
  if (written.length > 1 && scope === "OPERATION") throw crossDatabase(written);
  const executeFields = scope === "FIELD" ? executeEach : executeTogether;
  const { data = null, errors } = await executeFields(args, fields, transaction);
  return { data, ...(errors && { errors: errors.map((error) => explained(error, args.schema)) }) };
}

function writingFields({ schema, document, operation, variableValues }: Validated): readonly WritingField[] {
  const mutation = schema.getMutationType();
  if (!mutation) return [];
  return rootFieldsOf(mutation, document, operation, variableValues.coerced).map(({ key, nodes, meaning }) => ({
    ...rootField(operation, key, nodes),
    writes: meaning ? writesOf(meaning) : [],
    isVerb: meaning?.kind === "verb",
  }));
}

function writesOf(meaning: FieldMeaning): readonly string[] {
  if (meaning.kind === "custom") return meaning.writes;
  return meaning.kind === "write" ? [meaning.table.database] : [];
}

const writtenBy = (fields: readonly WritingField[]): readonly string[] =>
  [...new Set(fields.flatMap(({ writes }) => writes))].sort();

/** Each field in a transaction of its own: what fails takes nothing else with it. */
async function executeEach(
  args: Validated,
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
  args: Validated,
  fields: readonly WritingField[],
  { isolation, retries, timeoutMs }: OperationTransaction,
): Promise<ExecutionResult> {
  const { contextValue: context } = args;
  const written = new Set(writtenBy(fields));
  if (written.size === 0) return executeInOrder(args, fields, written);
  const deadline = startDeadline(context.signal, timeoutMs);
  context.deadline = deadline.signal;
  const begun = beginAttempts(context);
  let failed: { readonly errors: readonly GraphQLError[]; readonly failure: GraphQLError } | undefined;
  try {
    const { operation } = context;
    return await inTransactions(context, [...written], { isolation, retries, operation, deadline }, async (open) => {
      begun.next();
      context.transactions = open;
      const result = await executeInOrder(args, fields, written);
      const failure = result.errors?.find((error) => isFailure(error, written));
      failed = failure && { errors: result.errors ?? [], failure };
      // What it was decides whether all of it is done again.
      if (failure) throw failure.originalError ?? failure;
      return result;
    });
  } catch (error) {
    const isOfField = failed && error === (failed.failure.originalError ?? failed.failure);
    if (failed && isOfField && !deadline.isLate) return { data: null, errors: failed.errors };
    // Of the transaction as a whole: its beginning, its commit, or its time.
    const { nodes, path } = failed?.failure ?? {};
    const isAborted = error instanceof SluiceError && error.code === "REQUEST_ABORTED";
    const cause = deadline.isLate && isAborted ? operationTooSlow(timeoutMs) : error;
    const originalError = cause instanceof Error ? cause : new Error(String(cause));
    return { data: null, errors: [new GraphQLError(originalError.message, { nodes, path, originalError })] };
  } finally {
    deadline.disarm();
    context.transactions = undefined;
    context.deadline = undefined;
  }
}

/** Each attempt but the first one forgets what the one before it had read. What other fields had read counts on. */
function beginAttempts(context: RequestContext): { next(): void } {
  const { received, hasMinusZero } = context;
  let isFirst = true;
  return {
    next() {
      if (isFirst) isFirst = false;
      else {
        renewContext(context);
        context.received = received;
        context.hasMinusZero = hasMinusZero;
      }
    },
  };
}

/** Until the first one fails, where something is written: the others would be undone with it. */
async function executeInOrder(
  args: Validated,
  fields: readonly WritingField[],
  written: ReadonlySet<string>,
): Promise<ExecutionResult> {
  const results: ExecutionResult[] = [];
  for (const { operation } of fields) {
    // What was read before the last field wrote may not be so any more.
    forgetRows(args.contextValue);
    const result = await executeRootSelectionSet({ ...args, operation });
    results.push(result);
    if (written.size > 0 && result.errors?.some((error) => isFailure(error, written))) break;
  }
  return merged(results);
}

function forgetRows({ loaders }: RequestContext): void {
  loaders.clear();
}

/**
 * A database that is only read may be away: its fields are null, and everything else goes on. But for a root field, which may
 * have written before it failed.
 */
function isFailure({ originalError, path }: GraphQLError, written: ReadonlySet<string>): boolean {
  if (path?.length === 1) return true;
  const database = originalError instanceof SluiceError ? originalError.details.database : undefined;
  return database === undefined || written.has(database);
}

function merged(results: readonly ExecutionResult[]): ExecutionResult {
  const errors = results.flatMap((result) => result.errors ?? []);
  const isWhole = results.every(({ data }) => data);
  const data = isWhole ? Object.assign(Object.create(null), ...results.map((result) => result.data)) : null;
  return { data, ...(errors.length > 0 && { errors }) };
}

/** A verb is done when it is done: nothing of it could be undone with the rows. */
function verbsAndRows(): SluiceError {
  const message =
    "The mutation writes rows and acts on the gateway itself, and nothing of the latter could be undone with the rows. Send two operations.";
  return new SluiceError("BAD_USER_INPUT", message);
}

function crossDatabase(databases: readonly string[]): SluiceError {
  const names = databases.map((name) => `"${name}"`).join(" and ");
  return new SluiceError(
    "CROSS_DATABASE_MUTATION",
    `The mutation writes to ${names}, and no transaction spans them. Send one mutation for each, or say @transaction(scope: DATABASE) to commit one after the other.`,
    { databases },
  );
}
