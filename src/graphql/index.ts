export type { CustomBuilder, CustomSchemaTypes, Extend, TableFieldBuilder } from "./custom/builder.ts";
export { exampleQuery } from "./example.ts";
export { buildRoleSchema, buildSchema, type SchemaOptions } from "./schema.ts";
