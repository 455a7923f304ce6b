import type { Builder } from "./builder.ts";
import type { TableInputs } from "./inputs.ts";

type ArgumentBuilder = PothosSchemaTypes.ObjectFieldBuilder<Builder["$inferSchemaTypes"], unknown>["arg"];

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
  };
}
