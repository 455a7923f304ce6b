/** What is painted takes its colours from the style sheet, as everything else does. */
export type Colour =
  | "in-use"
  | "connecting"
  | "idle"
  | "waiting"
  | "max"
  | "grid"
  | "muted"
  | "down-wash"
  | "closed-wash"
  | "p50"
  | "p95"
  | "p99"
  | "queries"
  | "errors";

/** The colour as it is now, light or dark, in a form that a canvas reads. */
export function colourOf(within: HTMLElement, name: Colour): string {
  const probe = document.createElement("i");
  probe.className = `paint-${name}`;
  within.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
