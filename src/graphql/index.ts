export { exampleQuery } from "./example.ts";
export { buildSchema, type SchemaOptions } from "./schema.ts";
