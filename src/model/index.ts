export { buildModel, type ModelSource } from "./build.ts";
export { whereField } from "./inflection.ts";
export type {
  Column,
  Edge,
  EdgePair,
  EnumType,
  Lookup,
  Model,
  ModelDatabase,
  ScalarName,
  Table,
  ValueType,
} from "./model.ts";
export { type AnyOperator, filterName, operatorsOf } from "./operators.ts";
