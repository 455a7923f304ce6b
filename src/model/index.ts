export { buildModel, type ModelSource } from "./build.ts";
export type { Comparator } from "./comparators.ts";
export { plainOperator } from "./comparators.ts";
export { filterName, rangeInputName } from "./filter-names.ts";
export { inputField, whereField } from "./inflection.ts";
export { isOrdered, isSummed } from "./measures.ts";
export type {
  AggregateOrder,
  Attribute,
  Column,
  ColumnEnum,
  Connection,
  Edge,
  EdgePair,
  EnumType,
  Lookup,
  Model,
  ModelDatabase,
  ObjectType,
  Omission,
  RangeParts,
  RelationConnection,
  ScalarName,
  Table,
  ValueType,
} from "./model.ts";
export { isObjectType } from "./model.ts";
export { comparisons } from "./operators/comparison.ts";
export { operatorsOf } from "./operators/index.ts";
export { longestPattern } from "./operators/longest-pattern.ts";
export type { Operator } from "./operators/operator.ts";
export { scalarValue } from "./values.ts";
