import { SluiceError } from "../lib/index.ts";

/** Fields and conditions that one request may need, after fragments are opened; a thousand is a large operation. */
export const largestOperation = 20_000;

/** Each root field, relation and link is a query of its own, which costs Postgres about a megabyte: at most 500 of them. */
export const relationCost = 40;

/**
 * What is left of a request's size, shared by its root fields. Fragments within fragments double with every line of a
 * document.
 */
export interface Budget {
  readonly spent: number;
  /**
   * Called before the work that it is spent for.
   *
   * @throws SluiceError LIMIT_EXCEEDED when nothing is left.
   */
  spend(amount: number): void;
}

export function createBudget(): Budget {
  let spent = 0;
  return {
    get spent() {
      return spent;
    },
    spend(amount) {
      spent += amount;
      if (spent <= largestOperation) return;
      throw new SluiceError(
        "LIMIT_EXCEEDED",
        `The request needs more than ${largestOperation} fields and conditions, counted with fragments opened; each root field and relation counts as ${relationCost}. Ask for less at once.`,
        { limit: "operationSize" },
      );
    },
  };
}
