export { hasAggregates, mostRows } from "./allowances.ts";
export { buildModel, type ModelSource } from "./build.ts";
export { type Change, changeable, changes, isDocument } from "./changes.ts";
export type { Comparator } from "./comparators.ts";
export { plainOperator } from "./comparators.ts";
export { filterName } from "./filter-names.ts";
export { columnEnumValue, inputField, whereField } from "./inflection.ts";
export { isOrdered, isSummed } from "./measures.ts";
export type {
  AggregateOrder,
  Column,
  ColumnEnum,
  Connection,
  DeleteRule,
  Edge,
  EdgePair,
  Lookup,
  Model,
  ModelDatabase,
  NestedAction,
  NestedActions,
  NestedEdge,
  Omission,
  Preset,
  RelationConnection,
  RowCondition,
  Table,
  TableRules,
  UpsertField,
  WriteRule,
  Writes,
} from "./model.ts";
export { comparisons } from "./operators/comparison.ts";
export { operatorsOf } from "./operators/index.ts";
export { longestPattern } from "./operators/longest-pattern.ts";
export type { Operator } from "./operators/operator.ts";
export { settingsKey } from "./overrides.ts";
export type { Attribute, EnumType, ObjectType, RangeParts, ScalarName, ValueType } from "./value-type.ts";
export { isGivable, isObjectType, objectInputName } from "./value-type.ts";
export { scalarValue } from "./values.ts";
export { anyOf } from "./view/any-of.ts";
export type { InsertGrant, SelectGrant, TableGrant } from "./view/grant.ts";
export { grantByRights } from "./view/privileges.ts";
export { viewModel } from "./view/view.ts";
