import type { TestDatabase } from "../databases.ts";
import type { TabledCase } from "./cases.ts";

type Ids = readonly { readonly id: number }[];

/** What Postgres itself says of one value of a case, with the ids in their order. */
export interface EqualRows {
  /** Rows whose value is equal. */
  readonly same: Ids;
  /** Rows whose value is another, and not null. */
  readonly others: Ids;
}

/** Compares every value of every case with the others of its table; the answer is by table and id. */
export async function readEqualRows(
  database: TestDatabase,
  cases: readonly TabledCase[],
): Promise<(table: string, id: number) => EqualRows> {
  const comparisons = cases.map(({ table, base, sql }) => {
    const type = base ?? sql;
    return `select '${table}' as place, one.id, other.id as other, other.value::${type} = one.value::${type} as same
      from ${table} one, ${table} other where one.value is not null and other.value is not null`;
  });
  const rows = await database.query(`${comparisons.join("\nunion all\n")}\norder by place, id, other`);
  return (table, id) => {
    const pick = (same: boolean): Ids =>
      rows
        .filter((row) => row.place === table && row.id === id && row.same === same)
        .map((row) => ({ id: Number(row.other) }));
    return { same: pick(true), others: pick(false) };
  };
}
