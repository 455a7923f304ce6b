import type { ValueType } from "../value-type.ts";
import { array } from "./array.ts";
import { equality, membership, nulls, order } from "./comparison.ts";
import { hstore } from "./hstore.ts";
import { json } from "./json.ts";
import { ltree } from "./ltree.ts";
import { network } from "./network.ts";
import type { Operator, OperatorFamily } from "./operator.ts";
import { range, rangeEquality } from "./range.ts";
import { searchOfTexts, searchOfVectors } from "./search.ts";
import { text } from "./text.ts";

/** Every operator there is. */
export const families: readonly OperatorFamily[] = [
  ...[equality, order, membership, text, searchOfTexts, searchOfVectors, array, json, rangeEquality, range],
  ...[network, ltree, hstore, nulls],
];

/** The operators that a type has. */
export function operatorsOf(type: ValueType): readonly Operator[] {
  return families.filter(({ suits }) => suits(type)).flatMap(({ operators }) => operators);
}
