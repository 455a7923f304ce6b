import type { Fragment } from "../../sql/index.ts";
import type { ValueType } from "../value-type.ts";

/** A condition on a value; undefined where it filters nothing. */
export type Condition = (value: Fragment) => Fragment | undefined;

interface Described {
  readonly name: string;
  readonly description: string;
}

/** Takes true or false, which is part of the statement's shape. */
interface FlagOperator extends Described {
  readonly argument: "flag";
  readonly sql: (column: Fragment, flag: boolean) => Fragment;
}

/** Takes one value. */
interface ValueOperator extends Described {
  readonly argument: "value";
  /** What the value is, given the column's type; without it the same. */
  readonly takes?: (type: ValueType) => ValueType;
  /** How many characters a text may have. */
  readonly longest?: number;
  /** Whether Postgres may refuse the value once it asks this of a row, and not before. */
  readonly mayFail?: boolean;
  /** What is sent in the place of a text. */
  readonly spell?: (text: string) => string;
  readonly sql: (column: Fragment, value: Fragment, type: ValueType) => Fragment;
}

/** Takes several values, none of them null, which are sent as one array. */
interface ValuesOperator extends Described {
  readonly argument: "values";
  readonly takes?: (type: ValueType) => ValueType;
  readonly sql: (column: Fragment, values: Fragment, type: ValueType) => Fragment;
}

/** Takes the elements of an array of the column's own type, none of them null. */
interface ElementsOperator extends Described {
  readonly argument: "elements";
  readonly sql: (column: Fragment, array: Fragment) => Fragment;
}

/** Takes two values, the lower one first. */
interface PairOperator extends Described {
  readonly argument: "pair";
  readonly sql: (column: Fragment, lower: Fragment, upper: Fragment, type: ValueType) => Fragment;
}

/** Takes a filter of another value, which is made from the column's. */
interface FilterOperator extends Described {
  readonly argument: "filter";
  /** What the filter is on. */
  readonly takes: (type: ValueType) => ValueType;
  readonly sql: (column: Fragment, condition: Condition) => Fragment | undefined;
}

/** Takes a range over the values of the column's ranges. */
interface RangeOperator extends Described {
  readonly argument: "range";
  readonly sql: (column: Fragment, range: Fragment) => Fragment;
}

/** Takes words to search for, and the language that they are in. */
export interface SearchOperator extends Described {
  readonly argument: "search";
  /** Whether Postgres may refuse a row's own value once it asks this of it. */
  readonly mayFail?: boolean;
  readonly sql: (column: Fragment, words: Fragment, language: Fragment | undefined) => Fragment;
}

/** Takes filters of what is at a path of the value. */
interface PathOperator extends Described {
  readonly argument: "paths";
  /** The operators beside the path. */
  readonly operators: readonly Operator[];
  readonly takes: (type: ValueType) => ValueType;
  readonly sql: (column: Fragment, path: Fragment) => Fragment;
}

/** One condition on a column. Filters, rules and documents all read one table of them. */
export type Operator =
  | FlagOperator
  | ValueOperator
  | ValuesOperator
  | ElementsOperator
  | PairOperator
  | FilterOperator
  | RangeOperator
  | SearchOperator
  | PathOperator;

/** Operators that the same types have. */
export interface OperatorFamily {
  /** The types, in words for the documentation. */
  readonly of: string;
  readonly suits: (type: ValueType) => boolean;
  readonly operators: readonly Operator[];
}
