import { GraphQLError, type GraphQLSchema } from "graphql";
import { SluiceError } from "../lib/index.ts";
import type { Table } from "../model/index.ts";
import { raisedMessage, type Violation, violationOf } from "../pools/index.ts";

declare module "graphql" {
  interface GraphQLSchemaExtensions {
    sluice?: {
      /** The tables that the schema shows. */
      readonly tables: readonly Table[];
      /** The databases whose triggers may speak to clients. */
      /** Those that there are, but not in this schema. */
      readonly absent: readonly Table[];
      readonly raising: ReadonlySet<string>;
    };
  }
}

/**
 * Says which constraint a row broke, and of which columns, as far as the schema shows them; never a value. And what a trigger
 * raised, where its database's configuration lets it.
 */
export function explained(error: GraphQLError, schema: GraphQLSchema): GraphQLError {
  const { originalError } = error;
  const cause = originalError instanceof SluiceError ? explain(originalError, schema) : undefined;
  if (!cause) return error;
  return new GraphQLError(cause.message, { nodes: error.nodes, path: error.path, originalError: cause });
}

function explain(error: SluiceError, { extensions: { sluice } }: GraphQLSchema): SluiceError | undefined {
  const { code, message, details, cause } = error;
  const violation = violationOf(error);
  const broken = violation && find(violation, details.database, sluice?.tables ?? []);
  if (broken) return new SluiceError(code, message, { ...details, ...broken }, { cause });
  const raised = raisedMessage(error);
  const isShown = raised !== undefined && details.database !== undefined && sluice?.raising.has(details.database);
  return isShown ? new SluiceError(code, raised, details, { cause }) : undefined;
}

interface Broken {
  readonly constraint?: string;
  readonly columns: readonly string[];
}

function find(violation: Violation, database: string | undefined, tables: readonly Table[]): Broken | undefined {
  const table = tables.find(
    (each) => each.database === database && each.schema === violation.schema && each.name === violation.table,
  );
  const column = table?.columns.find(({ name }) => name === violation.column);
  if (column) return { columns: [column.field] };
  const constraint = table?.constraints.find(({ name }) => name === violation.constraint);
  return constraint && { constraint: constraint.name, columns: constraint.columns.map(({ field }) => field) };
}
