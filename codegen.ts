import type { CodegenConfig } from "@graphql-codegen/cli";

/** Types for the operations that the tests send, from the schema that the demo's gateway serves. */
const config: CodegenConfig = {
  schema: "schema/gateway.graphql",
  documents: "test/operations/*.graphql",
  generates: {
    "test/support/generated/operations.ts": {
      plugins: ["typescript-operations", "typed-document-node"],
      config: {
        useTypeImports: true,
        enumType: "string-literal",
        enumsAsTypes: true,
        strictScalars: true,
        scalars: {
          BigInt: "string",
          Decimal: "string",
          DateTime: "string",
          Date: "string",
          Time: "string",
          Interval: "string",
          UUID: "string",
          JSON: "unknown",
          Bytes: "string",
        },
      },
    },
  },
};

export default config;
