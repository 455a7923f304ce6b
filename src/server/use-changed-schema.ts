import { type DocumentNode, GraphQLError, type GraphQLSchema, TypeInfo, visit, visitWithTypeInfo } from "graphql";
import type { Plugin } from "graphql-yoga";
import { SluiceError } from "../lib/index.ts";
import { originOf } from "./origin.ts";

/**
 * Says SCHEMA_CHANGED where a row holds what its column could not hold when the catalog was read: null although it was
 * `NOT NULL`, a label that its enum did not have, a value of another type. The executor would blame the request for
 * these, and quote the value.
 */
export function useChangedSchema(): Plugin {
  return {
    onExecute({ args: { schema, document } }) {
      return {
        onExecuteDone({ result, setResult }) {
          if (Symbol.asyncIterator in result || !result.errors) return;
          const { errors } = result;
          // The fields that read a row's values throw nothing else than what was meant.
          const unmeant = errors.filter((error) => error.path && !(originOf(error) instanceof SluiceError));
          if (unmeant.length === 0) return;
          const fields = valueFields(schema, document);
          const replace = (error: GraphQLError) => {
            const field = error.nodes?.map((node) => fields.get(node)).find((found) => found !== undefined);
            return field && unmeant.includes(error) ? changed(error, field) : error;
          };
          setResult({ ...result, errors: errors.map(replace) });
        },
      };
    },
  };
}

interface ValueField {
  /** `ShopOrder.total`. */
  readonly name: string;
  /** Undefined for a part of a range: databases share their types. */
  readonly database: string | undefined;
}

/** What each field node that reads a value of a row stands for. */
function valueFields(schema: GraphQLSchema, document: DocumentNode): ReadonlyMap<object, ValueField> {
  const fields = new Map<object, ValueField>();
  const types = new TypeInfo(schema);
  const onField = {
    enter(node: object) {
      const definition = types.getFieldDef();
      const meaning = definition?.extensions.sluice;
      if (meaning?.kind !== "column" && meaning?.kind !== "attribute") return;
      fields.set(node, {
        name: `${types.getParentType()?.name}.${definition?.name}`,
        database: meaning.database,
      });
    },
  };
  visit(document, visitWithTypeInfo(types, { Field: onField }));
  return fields;
}

function changed({ nodes, path }: GraphQLError, { name, database }: ValueField): GraphQLError {
  const tables = database === undefined ? "A table" : `The tables of database "${database}"`;
  const message = `${tables} changed after the gateway had read the catalog: ${name} holds a value that is not of its type.`;
  const originalError = new SluiceError("SCHEMA_CHANGED", message, database === undefined ? {} : { database });
  return new GraphQLError(message, { nodes, path, originalError });
}
