import fc from "fast-check";
import type { Where, World } from "./three-valued.ts";

const number = fc.integer({ min: 0, max: 4 });
const word = fc.constantFrom("", "a", "A", "ab", "b", "%", "a%", "_", "\\");
const orNull = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: null, freq: 3 });

/** Some of these keys, seldom none of them. */
const some = (fields: Record<string, fc.Arbitrary<unknown>>, most: number): fc.Arbitrary<Where> =>
  fc
    .uniqueArray(fc.constantFrom(...Object.keys(fields)), { minLength: 0, maxLength: most, size: "max" })
    .chain((keys) => fc.record(Object.fromEntries(keys.map((key) => [key, fields[key] ?? fc.constant({})]))));

const comparisons = <Value>(value: fc.Arbitrary<Value>) => ({
  ...{ eq: value, ne: value, gt: value, gte: value, lt: value, lte: value },
  in: fc.array(value, { maxLength: 3 }),
  notIn: fc.array(value, { maxLength: 3 }),
  between: fc.tuple(value, value),
  isNull: fc.boolean(),
});

const numbers = some(comparisons(number), 2);
// The order of texts is the collation's, which is not JavaScript's.
const texts = some(
  { eq: word, ne: word, in: fc.array(word, { maxLength: 3 }), startsWith: word, icontains: word, isNull: fc.boolean() },
  2,
);
const arrays = some(
  {
    ...{ any: numbers, all: numbers, length: numbers, isNull: fc.boolean() },
    contains: fc.array(number, { maxLength: 2 }),
    overlaps: fc.array(number, { maxLength: 2 }),
  },
  2,
);

interface Filters {
  readonly maker: Where;
  readonly part: Where;
}

/** Filters of makers, of bounded depth. */
export const makerFilters: fc.Arbitrary<Where> = fc.letrec(
  (tie: fc.LetrecTypedTie<Filters>): fc.LetrecValue<Filters> => {
    const related = (row: fc.Arbitrary<Where>) => some({ some: row, none: row, every: row, count: numbers }, 2);
    const logic = (row: fc.Arbitrary<Where>) => ({ and: list(row), or: list(row), not: row });
    const list = (row: fc.Arbitrary<Where>) => fc.array(row, { maxLength: 3 });
    const flat = { n: numbers, t: texts };
    const [maker, part] = [tie("maker"), tie("part")];
    return {
      maker: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        some({ ...flat, ns: arrays }, 2),
        some({ ...flat, ns: arrays, maker, makers: related(maker), parts: related(part), ...logic(maker) }, 3),
      ),
      part: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        some(flat, 2),
        some({ ...flat, maker, ...logic(part) }, 2),
      ),
    };
  },
).maker;

/** Eight makers, who may have each other for makers, and up to fifteen parts. */
export const worlds: fc.Arbitrary<World> = fc.record({
  makers: fc.tuple(
    ...Array.from({ length: 8 }, (_, index) =>
      fc.record({
        id: fc.constant(index + 1),
        maker_id: orNull(fc.integer({ min: 1, max: 8 })),
        n: orNull(number),
        t: orNull(word),
        ns: orNull(fc.array(orNull(number), { maxLength: 3 })),
      }),
    ),
  ),
  parts: fc
    .array(fc.record({ maker_id: orNull(fc.integer({ min: 1, max: 8 })), n: orNull(number), t: orNull(word) }), {
      maxLength: 15,
    })
    .map((parts) => parts.map((part, index) => ({ id: index + 1, ...part }))),
});
