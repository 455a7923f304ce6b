export { type Budget, createBudget, largestOperation } from "./budget.ts";
export { badCursor } from "./cursor.ts";
export { type Direction, directionNames } from "./direction.ts";
export { rowKey } from "./keys.ts";
export { type ConnectionPart, databaseOf, type FieldMeaning, type InputMeaning } from "./meaning.ts";
export { checkLength } from "./page.ts";
export type { LinkPlan, RootPlan, Statement } from "./plan.ts";
export { createPlanner, type Planner, type PlannerOptions } from "./planner.ts";
