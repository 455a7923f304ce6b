import { GraphQLError, type GraphQLSchema } from "graphql";
import { SluiceError } from "../lib/index.ts";
import type { Table } from "../model/index.ts";
import { type Violation, violationOf } from "../pools/index.ts";

declare module "graphql" {
  interface GraphQLSchemaExtensions {
    sluice?: {
      /** The tables that the schema shows. */
      readonly tables: readonly Table[];
    };
  }
}

/** Says which constraint a row broke, and of which columns, as far as the schema shows them; never a value. */
export function explained(error: GraphQLError, schema: GraphQLSchema): GraphQLError {
  const { originalError } = error;
  const violation = originalError instanceof SluiceError ? violationOf(originalError) : undefined;
  if (!(originalError instanceof SluiceError) || !violation) return error;
  const broken = find(violation, originalError.details.database, schema);
  if (!broken) return error;
  const details = { ...originalError.details, ...broken };
  const cause = new SluiceError(originalError.code, originalError.message, details, { cause: originalError.cause });
  return new GraphQLError(error.message, { nodes: error.nodes, path: error.path, originalError: cause });
}

interface Broken {
  readonly constraint?: string;
  readonly columns: readonly string[];
}

function find(violation: Violation, database: string | undefined, schema: GraphQLSchema): Broken | undefined {
  const table = schema.extensions.sluice?.tables.find(
    (each) => each.database === database && each.schema === violation.schema && each.name === violation.table,
  );
  const column = table?.columns.find(({ name }) => name === violation.column);
  if (column) return { columns: [column.field] };
  const constraint = table?.constraints.find(({ name }) => name === violation.constraint);
  return constraint && { constraint: constraint.name, columns: constraint.columns.map(({ field }) => field) };
}
