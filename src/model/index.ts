export { buildModel, type ModelSource } from "./build.ts";
export { plainOperator } from "./comparators.ts";
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
  RelationConnection,
  ScalarName,
  Table,
  ValueType,
} from "./model.ts";
export { isObjectType } from "./model.ts";
export { type AnyOperator, filterName, operatorsOf } from "./operators.ts";
