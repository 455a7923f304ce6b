import SchemaBuilder from "@pothos/core";
import type { RequestContext } from "../execute/index.ts";
import "./custom/plugin.ts";
import type { CustomFieldsOptions } from "./custom/options.ts";

/** A row as its statement printed it: one entry per key of the selection. */
export type Row = Readonly<Record<string, unknown>>;

/** Values pass through as the text that Postgres printed, so every scalar is opaque to the resolvers. */
interface Opaque {
  Input: unknown;
  Output: unknown;
}

export interface SchemaTypes {
  Context: RequestContext;
  Databases: string;
  Scalars: {
    BigInt: Opaque;
    Decimal: Opaque;
    DateTime: Opaque;
    Date: Opaque;
    Time: Opaque;
    Interval: Opaque;
    UUID: Opaque;
    JSON: Opaque;
    Bytes: Opaque;
    ID: Opaque;
    Int: Opaque;
    Float: Opaque;
    String: Opaque;
    Boolean: Opaque;
  };
}

export type Builder = ReturnType<typeof createBuilder>;

/** @param custom for a schema that has custom fields. */
export function createBuilder(custom?: CustomFieldsOptions) {
  return new SchemaBuilder<SchemaTypes>(custom ? { plugins: ["sluice"], sluice: custom } : {});
}
