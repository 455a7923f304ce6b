import { families } from "../../src/model/operators/index.ts";
import type { Operator } from "../../src/model/operators/operator.ts";
import { code, printTable } from "./document.ts";

const takes = {
  flag: "true or false",
  value: "a value",
  values: "a list",
  elements: "a list",
  pair: "two values",
  filter: "a filter",
  range: "a range",
  search: "a search",
  paths: "paths and conditions",
} as const satisfies Record<Operator["argument"], string>;

/** Every operator of every type, from the table that the gateway itself reads. */
export function operatorsTable(): string {
  return families
    .map(({ of, operators }) => {
      const rows = operators.map(({ name, argument, description }) => [
        code(name),
        takes[argument],
        description.replaceAll("|", "\\|"),
      ]);
      return `### ${of}\n\n${printTable(["operator", "takes", "holds where"], rows)}`;
    })
    .join("\n\n");
}
