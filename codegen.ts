import type { CodegenConfig } from "@graphql-codegen/cli";

const config = {
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
};
const plugins = ["typescript-operations", "typed-document-node"];

/** Types for the operations that the tests and the dashboard send, from the schema that the demo's gateway serves. */
const codegen: CodegenConfig = {
  schema: "schema/gateway.graphql",
  generates: {
    "test/support/generated/operations.ts": { documents: "test/operations/*.graphql", plugins, config },
    "src/dashboard/generated/operations.ts": {
      documents: "src/dashboard/operations/*.graphql",
      plugins,
      // A text is all that a page has to send.
      config: { ...config, documentMode: "string" },
    },
  },
};

export default codegen;
