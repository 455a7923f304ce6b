/** One filter of a column, and the condition that it means. */
export type OperatorCase = readonly [filter: string, sql: string];

/** A column with values and what its filters mean, told in SQL. */
export interface ColumnCases {
  readonly column: string;
  readonly type: string;
  readonly values: readonly string[];
  readonly cases: readonly OperatorCase[];
}

/** Whether some element is so, told without `any`: null where a null leaves it open. */
export const some = (condition: string) => `case when c is not null then (
  select case when bool_or(k) then true when count(*) > count(k) then null else false end
  from (select ${condition} from unnest(c) as x) as e (k)) end`;
