// What a filter means, told without SQL: every condition is true, false, or null where a null leaves it open.

export type Truth = boolean | null;
export type Where = { readonly [key: string]: unknown };

export interface Maker {
  readonly id: number;
  readonly maker_id: number | null;
  readonly n: number | null;
  readonly t: string | null;
  readonly ns: readonly (number | null)[] | null;
}

export interface Part {
  readonly id: number;
  readonly maker_id: number | null;
  readonly n: number | null;
  readonly t: string | null;
}

export interface World {
  readonly makers: readonly Maker[];
  readonly parts: readonly Part[];
}

const not = (truth: Truth): Truth => (truth === null ? null : !truth);
const all = (truths: readonly Truth[]): Truth => (truths.includes(false) ? false : truths.includes(null) ? null : true);
const any = (truths: readonly Truth[]): Truth => not(all(truths.map(not)));

/** The ids of the makers that fulfil a filter. */
export function makersWhere(where: Where, world: World): readonly number[] {
  return world.makers.filter((maker) => holds(where, maker, world) === true).map(({ id }) => id);
}

function holds(where: Where, row: Maker | Part, world: World): Truth {
  return all(Object.entries(where).map(([key, value]) => entryHolds(key, value, row, world)));
}

function entryHolds(key: string, value: unknown, row: Maker | Part, world: World): Truth {
  switch (key) {
    case "and":
      return all(listOf(value).map((each) => holds(each, row, world)));
    case "or":
      return any(listOf(value).map((each) => holds(each, row, world)));
    case "not":
      return not(holds(objectOf(value), row, world));
    case "maker":
      return (
        isNothing(objectOf(value)) ||
        world.makers.some(
          ({ id, ...maker }) => id === row.maker_id && holds(objectOf(value), { id, ...maker }, world) === true,
        )
      );
    case "makers":
    case "parts": {
      const related = world[key].filter(({ maker_id }) => maker_id === row.id);
      return all(
        Object.entries(objectOf(value)).map(([test, inner]) => testHolds(test, objectOf(inner), related, world)),
      );
    }
    case "ns":
      return "ns" in row ? arrayHolds(objectOf(value), row.ns) : null;
    default:
      return valueHolds(objectOf(value), key === "t" ? row.t : key === "n" ? row.n : row.id);
  }
}

function testHolds(test: string, inner: Where, related: readonly (Maker | Part)[], world: World): Truth {
  const fulfils = (row: Maker | Part) => holds(inner, row, world) === true;
  switch (test) {
    case "some":
      return related.some(fulfils);
    case "none":
      return !related.some(fulfils);
    case "every":
      return related.every(fulfils);
    default:
      return valueHolds(inner, related.length);
  }
}

function arrayHolds(filter: Where, array: Maker["ns"]): Truth {
  return all(
    Object.entries(filter).map(([key, value]): Truth => {
      if (key === "isNull") return (array === null) === value;
      if (isNothing(objectOf(value)) && !Array.isArray(value)) return true;
      // The length of null is null, which may be asked for.
      if (key === "length") return valueHolds(objectOf(value), array === null ? null : array.length);
      if (array === null) return null;
      switch (key) {
        case "any":
          return any(array.map((item) => valueHolds(objectOf(value), item)));
        case "all":
          return all(array.map((item) => valueHolds(objectOf(value), item)));
        case "contains":
          return numbersOf(value).every((item) => array.includes(item));
        default:
          return numbersOf(value).some((item) => array.includes(item));
      }
    }),
  );
}

function valueHolds(filter: Where, value: number | string | null): Truth {
  return all(Object.entries(filter).map(([operator, other]) => comparisonHolds(operator, value, other)));
}

function comparisonHolds(operator: string, value: number | string | null, other: unknown): Truth {
  if (operator === "isNull") return (value === null) === other;
  const items = Array.isArray(other) ? other : [];
  // A comparison with no value at all is none with null.
  if (operator === "in" && items.length === 0) return false;
  if (operator === "notIn" && items.length === 0) return true;
  if (value === null) return null;
  const [low, high] = items;
  const comparable: number | string = typeof other === "number" || typeof other === "string" ? other : "";
  switch (operator) {
    case "eq":
      return value === other;
    case "ne":
      return value !== other;
    case "gt":
      return value > comparable;
    case "gte":
      return value >= comparable;
    case "lt":
      return value < comparable;
    case "lte":
      return value <= comparable;
    case "in":
      return items.includes(value);
    case "notIn":
      return !items.includes(value);
    case "between":
      return value >= low && value <= high;
    case "startsWith":
      return String(value).startsWith(String(other));
    case "icontains":
      return String(value).toLowerCase().includes(String(other).toLowerCase());
    default:
      throw new Error(`No operator ${operator}.`);
  }
}

/** Whether a filter says nothing, however deep. */
function isNothing(where: Where): boolean {
  return Object.entries(where).every(([key, value]) => {
    switch (key) {
      case "and":
        return listOf(value).every(isNothing);
      case "or":
        return listOf(value).some(isNothing);
      case "maker":
        return isNothing(objectOf(value));
      case "makers":
      case "parts":
        return Object.entries(objectOf(value)).every(
          ([test, inner]) => (test === "every" || test === "count") && isNothing(objectOf(inner)),
        );
      case "ns":
        return Object.values(objectOf(value)).every((each) => isObject(each) && isNothing(each));
      case "id":
      case "n":
      case "t":
        return Object.keys(objectOf(value)).length === 0;
      default:
        return false;
    }
  });
}

function isObject(value: unknown): value is Where {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const objectOf = (value: unknown): Where => (isObject(value) ? value : {});
const listOf = (value: unknown): readonly Where[] => (Array.isArray(value) ? value.filter(isObject) : []);
const numbersOf = (value: unknown): readonly number[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === "number") : [];
