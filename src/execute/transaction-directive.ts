import {
  DirectiveLocation,
  GraphQLDirective,
  GraphQLEnumType,
  GraphQLInt,
  getDirectiveValues,
  type OperationDefinitionNode,
  type VariableValues,
} from "graphql";
import { SluiceError } from "../lib/index.ts";
import type { TransactionOptions } from "../pools/index.ts";

/** The most that an operation may be done again: each time it costs as much as the first. */
const mostRetries = 10;

const isolation = new GraphQLEnumType({
  name: "TransactionIsolation",
  description: "How much a transaction sees of others (PostgreSQL manual, section 13.2).",
  values: {
    READ_COMMITTED: { value: "read committed", description: "Each statement sees what was committed before it." },
    REPEATABLE_READ: { value: "repeatable read", description: "All statements see the same moment." },
    SERIALIZABLE: {
      value: "serializable",
      description: "The same, and what is seen fits some order in which transactions could have run one by one.",
    },
  },
});

/** `@transaction` of an operation. */
export const transactionDirective = new GraphQLDirective({
  name: "transaction",
  description:
    "Reads each database in one transaction that only reads: all fields of a database show the same moment. Different databases show their own.",
  locations: [DirectiveLocation.QUERY],
  args: {
    isolation: { type: isolation, default: { value: "REPEATABLE_READ" } },
    retries: {
      type: GraphQLInt,
      default: { value: 0 },
      description: `How often everything is read again where it could not be serialized; at most ${mostRetries}.`,
    },
    timeoutMs: { type: GraphQLInt, description: "Milliseconds for everything." },
  },
});

/** Which transactions an operation asks for: undefined where it asks for none. */
export type OperationTransaction = Pick<TransactionOptions, "isolation" | "timeoutMs"> & { readonly retries: number };

/** @throws SluiceError BAD_USER_INPUT for numbers that cannot be meant. */
export function readTransaction(
  operation: OperationDefinitionNode,
  variables: VariableValues,
): OperationTransaction | undefined {
  const values = getDirectiveValues(transactionDirective, operation, variables);
  if (!values) return undefined;
  const { retries, timeoutMs } = values;
  if (typeof retries === "number" && (retries < 0 || retries > mostRetries)) {
    throw new SluiceError(
      "BAD_USER_INPUT",
      `@transaction(retries: ${retries}): give a number from 0 to ${mostRetries}.`,
    );
  }
  if (typeof timeoutMs === "number" && timeoutMs < 1) {
    throw new SluiceError("BAD_USER_INPUT", `@transaction(timeoutMs: ${timeoutMs}): give at least 1, or leave it out.`);
  }
  return {
    isolation: isolationOf(values.isolation),
    retries: typeof retries === "number" ? retries : 0,
    ...(typeof timeoutMs === "number" && { timeoutMs }),
  };
}

function isolationOf(value: unknown): TransactionOptions["isolation"] {
  return value === "read committed" || value === "serializable" ? value : "repeatable read";
}
