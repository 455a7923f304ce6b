import { type Fragment, sql } from "../../sql/index.ts";

/** Without a word about nulls they come last in ascending order and first in descending, as Postgres has it (manual, section 7.5). */
const directions = {
  ASC: { sql: sql`asc`, descending: false, nullsFirst: false, reverse: "DESC" },
  DESC: { sql: sql`desc`, descending: true, nullsFirst: true, reverse: "ASC" },
  ASC_NULLS_FIRST: { sql: sql`asc nulls first`, descending: false, nullsFirst: true, reverse: "DESC_NULLS_LAST" },
  ASC_NULLS_LAST: { sql: sql`asc nulls last`, descending: false, nullsFirst: false, reverse: "DESC_NULLS_FIRST" },
  DESC_NULLS_FIRST: { sql: sql`desc nulls first`, descending: true, nullsFirst: true, reverse: "ASC_NULLS_LAST" },
  DESC_NULLS_LAST: { sql: sql`desc nulls last`, descending: true, nullsFirst: false, reverse: "ASC_NULLS_FIRST" },
} as const satisfies Record<string, DirectionMeaning & { reverse: string }>;

interface DirectionMeaning {
  readonly sql: Fragment;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

export type Direction = keyof typeof directions;

export const directionNames = Object.keys(directions).filter(isDirection);

export function isDirection(value: unknown): value is Direction {
  return typeof value === "string" && Object.hasOwn(directions, value);
}

export const directionOf = (direction: Direction): DirectionMeaning => directions[direction];

export const reversed = (direction: Direction): Direction => directions[direction].reverse;
