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
  Attribute,
  Column,
  ColumnEnum,
  Connection,
  DeleteRule,
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
  Preset,
  RangeParts,
  RelationConnection,
  RowCondition,
  ScalarName,
  Table,
  TableRules,
  UpsertField,
  ValueType,
  WriteRule,
  Writes,
} from "./model.ts";
export { isGivable, isObjectType, objectInputName } from "./model.ts";
export { comparisons } from "./operators/comparison.ts";
export { operatorsOf } from "./operators/index.ts";
export { longestPattern } from "./operators/longest-pattern.ts";
export type { Operator } from "./operators/operator.ts";
export { settingsKey } from "./overrides.ts";
export { scalarValue } from "./values.ts";
export type { InsertGrant, SelectGrant, TableGrant } from "./view/grant.ts";
export { grantByRights } from "./view/privileges.ts";
export { viewModel } from "./view/view.ts";
