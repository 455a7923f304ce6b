export { buildModel, type ModelSource } from "./build.ts";
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
  ScalarName,
  Table,
  ValueType,
} from "./model.ts";
export { isObjectType } from "./model.ts";
export { type AnyOperator, filterName, operatorsOf } from "./operators.ts";
