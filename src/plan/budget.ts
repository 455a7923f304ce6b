import { SluiceError } from "../lib/index.ts";

/** Fields and conditions that one root field may need, after fragments are opened; a thousand is a large operation. */
const largest = 20_000;

/** What is left of a root field's size. Fragments within fragments double with every line of a document. */
export interface Budget {
  /** @throws SluiceError LIMIT_EXCEEDED when nothing is left. */
  spend(amount: number): void;
}

export function createBudget(): Budget {
  let left = largest;
  return {
    spend(amount) {
      left -= amount;
      if (left >= 0) return;
      throw new SluiceError(
        "LIMIT_EXCEEDED",
        `A root field needs more than ${largest} fields and conditions, counted with fragments opened. Ask for less at once.`,
        { limit: "operationSize" },
      );
    },
  };
}
