export type { CustomBuilder, CustomSchemaTypes, Extend, TableFieldBuilder } from "./custom/builder.ts";
export { exampleQuery } from "./example.ts";
export { buildSchema, type SchemaOptions } from "./schema.ts";
