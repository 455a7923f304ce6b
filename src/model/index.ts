export { buildModel, type ModelSource } from "./build.ts";
export { type Change, changeable, changes, isDocument } from "./changes.ts";
export type { Comparator } from "./comparators.ts";
export { plainOperator } from "./comparators.ts";
export { filterName } from "./filter-names.ts";
export { columnEnumValue, inputField, whereField } from "./inflection.ts";
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
  NestedAction,
  NestedActions,
  NestedEdge,
  ObjectType,
  Omission,
  RangeParts,
  RelationConnection,
  ScalarName,
  Table,
  UpsertField,
  ValueType,
  Writes,
} from "./model.ts";
export { isGivable, isObjectType, objectInputName } from "./model.ts";
export { comparisons } from "./operators/comparison.ts";
export { operatorsOf } from "./operators/index.ts";
export { longestPattern } from "./operators/longest-pattern.ts";
export type { Operator } from "./operators/operator.ts";
export { scalarValue } from "./values.ts";
