import type { Column } from "../../model/index.ts";
import { type Budget, relationCost } from "../budget.ts";
import type { WriteStep } from "../plan.ts";
import type { AnsweredRow } from "./nested-values.ts";

/** Statements that run one after the other. Each costs what any query of its own costs. */
export class Steps {
  readonly list: WriteStep[] = [];
  readonly budget: Budget;

  constructor(budget: Budget) {
    this.budget = budget;
  }

  /**
   * @param columns what the step answers of each row.
   * @throws SluiceError LIMIT_EXCEEDED for more statements than one request may need.
   */
  add(step: WriteStep, columns: readonly Column[] = []): readonly AnsweredRow[] {
    this.budget.spend(relationCost);
    this.list.push(step);
    return Array.from({ length: step.rows }, (_, row) => ({ step: this.list.length - 1, row, columns }));
  }
}
