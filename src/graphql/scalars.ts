import type { Builder } from "./builder.ts";
import { createBytesScalar } from "./bytes-scalar.ts";
import { createJsonScalar } from "./json-scalar.ts";
import { createTextScalars } from "./text-scalars.ts";

/** Adds every scalar that GraphQL does not have itself. */
export function addScalars(builder: Builder): void {
  for (const [name, scalar] of createTextScalars()) builder.addScalarType(name, scalar);
  builder.addScalarType("JSON", createJsonScalar());
  builder.addScalarType("Bytes", createBytesScalar());
}
