export { type Budget, createBudget, largestOperation } from "./budget.ts";
export { databasesOf } from "./databases.ts";
export { badId, type IdArgument, isReadUnnumbered, type NodeKey, readId } from "./global-id.ts";
export type { Variables } from "./input.ts";
export { rowKey, typeKey } from "./keys.ts";
export { fieldPlace } from "./link-place.ts";
export type {
  ConnectionPart,
  CustomMeaning,
  FieldMeaning,
  InputMeaning,
  NodesMeaning,
  WriteMeaning,
} from "./meaning.ts";
export { type Direction, directionNames } from "./order/direction.ts";
export { checkLength } from "./pages/limit.ts";
export type { KeyedPlan, NestedSteps, RootPlan, Statement, WriteCheck, WriteStep } from "./plan.ts";
export { createPlanner, type Planner, type PlannerOptions } from "./planner.ts";
export { typedRowsByKey } from "./rows-by-key.ts";
export { type Grants, readGrants } from "./rules/grants.ts";
export { type OperationField, rootFieldsOf } from "./selection.ts";
export { readTypedRow, type TypedRow } from "./typed-row.ts";
