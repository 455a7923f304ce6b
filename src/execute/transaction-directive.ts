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

const scope = new GraphQLEnumType({
  name: "TransactionScope",
  values: {
    OPERATION: { description: "All of it, in one database: more than one is an error before anything is sent." },
    DATABASE: {
      description:
        "All of it, each database in a transaction of its own. They are committed one after the other: should one fail there, the error says which were committed.",
    },
    FIELD: { description: "Each root field by itself: what went well stays." },
  },
});

/** `@transaction` of an operation. */
export const transactionDirective = new GraphQLDirective({
  name: "transaction",
  description:
    "A query reads each database in one transaction that only reads: all fields of a database show the same moment, and different databases their own. A mutation is one transaction without it, too.",
  locations: [DirectiveLocation.QUERY, DirectiveLocation.MUTATION],
  args: {
    scope: {
      type: scope,
      default: { value: "OPERATION" },
      description: "Of a mutation: what is written together.",
    },
    isolation: {
      type: isolation,
      description: "Without a word REPEATABLE_READ for a query, and what the database has by default for a mutation.",
    },
    retries: {
      type: GraphQLInt,
      default: { value: 0 },
      description: `How often everything is read again where it could not be serialized; at most ${mostRetries}.`,
    },
    timeoutMs: { type: GraphQLInt, description: "Milliseconds for everything." },
  },
});

/** Which transactions an operation asks for: undefined where it asks for none. */
export interface OperationTransaction extends Pick<TransactionOptions, "isolation" | "timeoutMs"> {
  /** Of a mutation. */
  readonly scope: "OPERATION" | "DATABASE" | "FIELD";
  readonly retries: number;
}

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
    scope: values.scope === "DATABASE" || values.scope === "FIELD" ? values.scope : "OPERATION",
    isolation: isolations.find((each) => each === values.isolation),
    retries: typeof retries === "number" ? retries : 0,
    ...(typeof timeoutMs === "number" && { timeoutMs }),
  };
}

const isolations = ["read committed", "repeatable read", "serializable"] as const;
