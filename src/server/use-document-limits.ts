import { GraphQLError } from "graphql";
import type { Plugin } from "graphql-yoga";
import { exceeded } from "./exceeded.ts";
import { type DocumentLimits, parseWithin } from "./parse.ts";

/** Parses documents within their limits, and says which one it was where the validation gives up. */
export function useDocumentLimits(limits: DocumentLimits): Plugin {
  return {
    onParse({ setParseFn }) {
      setParseFn((source) => parseWithin(source, limits));
    },
    onValidate() {
      return ({ result, setResult }) => {
        const last: unknown = result.at(-1);
        if (!(last instanceof GraphQLError)) return;
        // The library reports both by an error that all requests share.
        if (last.message === "Validation aborted.") setResult([tooMuchWork()]);
        else if (last.message.endsWith("Validation aborted.")) setResult([...result.slice(0, -1), moreErrors()]);
      };
    },
  };
}

function tooMuchWork(): GraphQLError {
  const message =
    "The document takes too much work to validate: a field stands too often under one name, or too many fragments are spread in one selection. Leave out what is repeated.";
  return exceeded({ limit: "validationWork", message });
}

function moreErrors(): GraphQLError {
  return new GraphQLError("There are more errors than these 100; the document was not read to its end.", {
    extensions: { code: "GRAPHQL_VALIDATION_FAILED" },
  });
}
