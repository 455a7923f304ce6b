import type { EnumRef, InputObjectRef } from "@pothos/core";
import type { Builder } from "./builder.ts";

/** What the rows of one table are chosen and ordered by; undefined where no column has an order. */
export interface TableInputs {
  readonly where: InputObjectRef<Builder["$inferSchemaTypes"], unknown>;
  readonly orderBy: InputObjectRef<Builder["$inferSchemaTypes"], unknown> | undefined;
  readonly columns: EnumRef<Builder["$inferSchemaTypes"], string> | undefined;
}

export type ArgumentBuilder = PothosSchemaTypes.ObjectFieldBuilder<Builder["$inferSchemaTypes"], unknown>["arg"];

/** The arguments of every list of rows: at the root, of a relation, of a link. */
export function listArguments(arg: ArgumentBuilder, inputs: TableInputs, maxLimit: number) {
  return {
    where: arg({ type: inputs.where, description: "Only rows that fulfil this." }),
    ...(inputs.orderBy && {
      orderBy: arg({
        type: [inputs.orderBy],
        description: "By the first of these, then the next; rows that are equal in all of them by the primary key.",
      }),
    }),
    limit: arg({
      type: "Int",
      description: `At most this many rows, up to ${maxLimit}. Without it, more rows than that are an error, never a silent cut.`,
    }),
    offset: arg({ type: "Int", description: "Leave out this many rows first." }),
    ...(inputs.columns && {
      distinctOn: arg({
        type: [inputs.columns],
        description: "Of rows that are equal in these only the first. An orderBy has to begin with them.",
      }),
    }),
  };
}
