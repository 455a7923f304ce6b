import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLLeafType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from "graphql";
import { claimAt } from "../../access/index.ts";
import type { Problem } from "../../lib/index.ts";
import type { RowCondition } from "../../model/index.ts";
import { type Bind, type BindScope, sql } from "../../sql/index.ts";
import { isCondition } from "../filter/is-condition.ts";
import { whereCondition } from "../filter/where.ts";
import type { Input, InputEntry } from "../input.ts";
import type { InputMeaning } from "../meaning.ts";
import { claimPath, holdsClaim, valueOfClaim } from "./claim.ts";
import { holdsUndefined, undefinedInside } from "./holds-undefined.ts";

/** What a rule is read with. */
export interface RuleScope {
  /** What is wrong with it, and where. */
  readonly problems: Problem[];
}

/**
 * A filter of the configuration: in the grammar of `where`, with `{$claim: "a.b"}` in the place of any value. A claim that is
 * missing, or is not what the place takes, denies: the whole rule is false then, whatever stands around it.
 *
 * @param type the `where` of the table.
 * @param path where it was written.
 */
export function readRule(
  value: unknown,
  type: GraphQLInputObjectType,
  path: string,
  { problems }: RuleScope,
): RowCondition {
  const usable: ((scope: BindScope) => boolean)[] = [];
  const reading = { problems, usable, reaches: false };
  const input = readInput(value, type, path, reading, true);
  if (!input) return { on: () => sql`false`, reaches: false };
  const permitted: Bind = (scope) => usable.every((isUsable) => isUsable(scope));
  return {
    reaches: reading.reaches,
    on(row) {
      const condition = whereCondition(input, row) ?? sql`true`;
      return usable.length > 0
        ? sql`((${condition}) and ${sql.bind(permitted)}::${sql.own("bool")})`
        : sql`(${condition})`;
    },
  };
}

interface Reading extends RuleScope {
  /** Whether each claim that the rule needs is there. */
  readonly usable: ((scope: BindScope) => boolean)[];
  /** Whether it looks at related rows. */
  reaches: boolean;
}

/**
 * Undefined where a problem was found.
 *
 * @param mayBeEmpty whether an empty object, or list, says something. Else it would let every row through, which nobody means.
 */
function readInput(
  value: unknown,
  type: GraphQLInputType,
  path: string,
  reading: Reading,
  mayBeEmpty = false,
): Input | undefined {
  if (isNonNullType(type)) return readInput(value, type.ofType, path, reading, mayBeEmpty);
  const complain = (message: string): undefined => {
    reading.problems.push({ path, message });
  };
  if (value === null || value === undefined) return complain("is null; leave it out, or use isNull");
  const item = isListType(type) ? leafIn(type.ofType) : undefined;
  const leaf = isLeafType(type) ? type : item;
  const claim = claimPath(value);
  if (claim?.includes("")) return complain("names no claim");
  if (leaf) {
    if (claim === undefined) return readLeaf(value, leaf, item !== undefined, path, reading);
    const read = (scope: BindScope) => valueOfClaim(claimAt(scope.claims, claim), leaf, item !== undefined);
    reading.usable.push((scope) => read(scope) !== undefined);
    return { kind: "leaf", value: undefined, bind: (scope) => read(scope) ?? null };
  }
  if (claim !== undefined) return complain("is a claim, and claims stand for values only");
  if (!mayBeEmpty && typeof value === "object" && Object.keys(value).length === 0) return complain(filtersNothing);
  if (isListType(type)) {
    const items = [value].flat().map((each, index) => readInput(each, type.ofType, `${path}[${index}]`, reading));
    const known = items.filter((each) => each !== undefined);
    return known.length === items.length ? { kind: "list", items: known } : undefined;
  }
  if (!isInputObjectType(type) || typeof value !== "object" || Array.isArray(value))
    return complain("must be an object");
  const entries = readEntries(value, type, path, reading);
  if (entries && !mayBeEmpty && !entries.some(isCondition)) return complain(filtersNothing);
  return entries && { kind: "object", entries };
}

const filtersNothing = "filters nothing; say what has to hold, or leave it out";

function readEntries(
  value: object,
  type: GraphQLInputObjectType,
  path: string,
  reading: Reading,
): readonly InputEntry[] | undefined {
  const fields = type.getFields();
  const given = Object.entries(value);
  const entries = given.flatMap(([name, inner]): InputEntry[] => {
    const field = fields[name];
    const at = `${path}.${name}`;
    if (!field) {
      reading.problems.push({ path: at, message: `is not there; known are ${Object.keys(fields).join(", ")}` });
      return [];
    }
    const meaning = field.extensions.sluice;
    if (meaning?.kind === "relation") reading.reaches = true;
    if (meaning?.kind === "operator" && meaning.operator.argument === "flag" && typeof inner !== "boolean") {
      reading.problems.push({ path: at, message: "must be true or false" });
      return [];
    }
    const input = readInput(inner, field.type, at, reading, saysSomethingEmpty(meaning));
    return input ? [{ name, field, input }] : [];
  });
  if (type.isOneOf && given.length !== 1) {
    reading.problems.push({ path, message: "must have exactly one key" });
    return undefined;
  }
  return entries.length === given.length ? entries : undefined;
}

/** `some: {}` that there is a row, `or: []` that nothing is enough; a range without bounds is a value. */
function saysSomethingEmpty(meaning: InputMeaning | undefined): boolean {
  if (meaning?.kind === "related") return meaning.test === "some" || meaning.test === "none";
  return meaning?.kind === "or" || (meaning?.kind === "operator" && meaning.operator.argument === "range");
}

function readLeaf(
  value: unknown,
  type: GraphQLLeafType,
  isList: boolean,
  path: string,
  { problems }: Reading,
): Input | undefined {
  if (holdsClaim(value)) {
    problems.push({ path, message: 'has a claim inside a value; say {"$claim": "a.b"} in the place of a whole value' });
    return undefined;
  }
  if (holdsUndefined(value)) {
    problems.push({ path, message: undefinedInside });
    return undefined;
  }
  const coerce = (each: unknown): unknown => type.coerceInputValue(each);
  try {
    const coerced = isList ? [value].flat().map(coerce) : coerce(value);
    return { kind: "leaf", value: coerced, bind: () => coerced };
  } catch (error) {
    problems.push({ path, message: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
}

function leafIn(type: GraphQLInputType): GraphQLLeafType | undefined {
  if (isNonNullType(type)) return leafIn(type.ofType);
  return isLeafType(type) ? type : undefined;
}
