export { buildModel, type ModelSource } from "./build.ts";
export { filterName, rangeInputName } from "./filter-names.ts";
export { inputField, whereField } from "./inflection.ts";
export type {
  Attribute,
  Column,
  Edge,
  EdgePair,
  EnumType,
  Lookup,
  Model,
  ModelDatabase,
  ObjectType,
  Omission,
  RangeParts,
  ScalarName,
  Table,
  ValueType,
} from "./model.ts";
export { isObjectType } from "./model.ts";
export { operatorsOf } from "./operators/index.ts";
export type { Operator } from "./operators/operator.ts";
export { scalarValue } from "./values.ts";
