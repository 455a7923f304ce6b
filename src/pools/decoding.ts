import type { CustomTypesConfig } from "pg";

type Decode = (text: string) => unknown;

/** By the type's oid, which is the same on every server: bool, int2, int4, oid, float4, float8. */
const decoders: ReadonlyMap<number, Decode> = new Map<number, Decode>([
  [16, (text) => text === "t"],
  [21, Number],
  [23, Number],
  [26, Number],
  [700, Number],
  [701, Number],
]);

const asPrinted: Decode = (text) => text;

/**
 * What JavaScript holds exactly becomes a value of its own; everything else (bigint, numeric, times, json, arrays)
 * stays the text that Postgres printed.
 */
export const decoding: CustomTypesConfig = {
  getTypeParser: (oid: number) => decoders.get(oid) ?? asPrinted,
};
