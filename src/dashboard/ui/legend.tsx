import type { Colour } from "../chart/colours.ts";

export interface Key {
  readonly colour: Colour;
  readonly label: string;
}

/** Of the charts of connections. */
export const connectionKeys: readonly Key[] = [
  { colour: "in-use", label: "In use" },
  { colour: "connecting", label: "Connecting" },
  { colour: "idle", label: "Idle" },
  { colour: "waiting", label: "Waiting" },
  { colour: "max", label: "At most" },
  { colour: "down-wash", label: "Down" },
  { colour: "closed-wash", label: "Closed" },
];

/** What the colours of a chart mean. */
export function Legend({ keys }: { readonly keys: readonly Key[] }) {
  return (
    <ul class="legend" aria-label="What the colours mean">
      {keys.map(({ colour, label }) => (
        <li key={colour}>
          <span class={`key paint-${colour}`} aria-hidden="true" />
          {label}
        </li>
      ))}
    </ul>
  );
}
