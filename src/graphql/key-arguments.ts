import type { Column } from "../model/index.ts";
import type { Enums } from "./enums.ts";
import type { ArgumentBuilder } from "./list.ts";

/** The values of a key, each an argument. */
export function keyArguments(arg: ArgumentBuilder, columns: readonly Column[], enums: Enums) {
  return Object.fromEntries(
    columns.map((column) => {
      const type = enums.input(column.type.named);
      return [
        column.field,
        column.type.list
          ? arg({ type: [type], required: { list: true, items: false } })
          : arg({ type, required: true }),
      ];
    }),
  );
}
