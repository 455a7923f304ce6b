import type { PoolState } from "../generated/operations.ts";
import type { Trouble } from "../state/trouble.ts";

const stateWords: Readonly<Record<PoolState, string>> = {
  OPEN: "OK",
  DOWN: "Down",
  RESTING: "Resting",
  CLOSING: "Closing",
  CLOSED: "Closed",
};

const marks = { critical: "▲", warning: "◆", well: "●", resting: "○" } as const;

export type Tone = keyof typeof marks;

export function toneOf(state: PoolState, troubles: readonly Trouble[]): Tone {
  return troubles[0]?.severity ?? (state === "RESTING" ? "resting" : "well");
}

export interface BadgeProps {
  readonly state: PoolState;
  readonly troubles: readonly Trouble[];
}

/** The state of a database in a word, a mark and a colour, none of which is needed to read the others. */
export function Badge({ state, troubles }: BadgeProps) {
  const tone = toneOf(state, troubles);
  const isOpen = state === "OPEN" || state === "RESTING";
  const word =
    isOpen && tone === "critical" ? "Critical" : isOpen && tone === "warning" ? "Warning" : stateWords[state];
  return (
    <span class={`badge ${tone}`}>
      <span aria-hidden="true">{marks[tone]}</span> {word}
    </span>
  );
}
