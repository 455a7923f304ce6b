import { sql } from "../../sql/index.ts";
import type { RowCondition } from "../model.ts";

/** What holds where one of several conditions does; undefined, which is for every row, where one of them is. */
export function anyOf(conditions: readonly (RowCondition | undefined)[]): RowCondition | undefined {
  const given = conditions.flatMap((condition) => condition ?? []);
  if (given.length < conditions.length) return undefined;
  const [only] = given;
  if (only && given.length === 1) return only;
  return {
    reaches: given.some(({ reaches }) => reaches),
    on: (row) =>
      sql`(${sql.join(
        given.map((condition) => condition.on(row)),
        sql` or `,
      )})`,
  };
}
