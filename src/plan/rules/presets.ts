import type { Table } from "../../model/index.ts";
import type { GivenColumn } from "../write/columns-given.ts";
import { jsonOf } from "../write/json.ts";

/** The columns that a role's rule gives of each row that is written. */
export function presetsOf({ rules }: Table, verb: "insert" | "update"): readonly GivenColumn[] {
  return (rules?.[verb]?.presets ?? []).map(({ column, bind }) => {
    const input = { kind: "leaf", value: undefined, bind } as const;
    // The role may not know which column that is.
    return { column, type: column.type, print: jsonOf(input, column.type, "What a rule of your role gives") };
  });
}
