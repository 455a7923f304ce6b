import { clock } from "../words/times.ts";
import type { Line } from "./line.ts";

export interface ReadoutProps {
  readonly times: readonly number[];
  readonly lines: readonly Line[];
  /** The newest moment that is shown. */
  readonly to: number;
  readonly format: (value: number) => string;
  readonly index: number;
}

/** The values of the moment that the pointer is at. */
export function Readout({ times, lines, to, format, index }: ReadoutProps) {
  const at = times[index];
  if (at === undefined) return null;
  // The top of a stack was painted first.
  const parts = lines.filter(({ isFilled }) => isFilled).toReversed();
  const others = lines.filter(({ isFilled }) => !isFilled);
  return (
    <p class="readout" aria-hidden="true">
      {clock(at, to)}
      {[...parts, ...others].map(({ label, colour, values, told }) => {
        const value = told ? told[index] : values[index];
        return (
          value != null && (
            <span key={label}>
              <span class={`key paint-${colour}`} /> {label} <strong>{format(value)}</strong>
            </span>
          )
        );
      })}
    </p>
  );
}
