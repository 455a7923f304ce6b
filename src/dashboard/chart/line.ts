import type { Colour } from "./colours.ts";

/** Values over the times of a chart. */
export interface Line {
  readonly label: string;
  readonly colour: Colour;
  /** Filled down to the axis; what is filled later covers it. */
  readonly isFilled?: boolean;
  readonly isDashed?: boolean;
  /** Each value holds until the next one. */
  readonly isStepped?: boolean;
  readonly values: readonly (number | null)[];
  /** What is told of a moment, where that is not how high the line is: parts of a stack. */
  readonly told?: readonly number[];
}
