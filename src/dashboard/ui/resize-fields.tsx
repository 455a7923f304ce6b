import type { Signal } from "@preact/signals";
import type { SettingsFragment } from "../generated/operations.ts";
import type { Numbers } from "./verb-words.ts";

export interface ResizeFieldsProps {
  readonly numbers: Signal<Numbers>;
  readonly settings: SettingsFragment;
}

const fields = [
  { key: "size", title: "Kept open", least: 1 },
  { key: "overflow", title: "More under load", least: 0 },
] as const;

/** How many connections a pool is to have. */
export function ResizeFields({ numbers, settings }: ResizeFieldsProps) {
  const { size, overflow } = numbers.value;
  return (
    <>
      <div class="pair">
        {fields.map(({ key, title, least }) => (
          <label key={key}>
            {title}
            <input
              type="number"
              min={least}
              step={1}
              required
              value={numbers.value[key]}
              onInput={({ currentTarget }) => {
                if (Number.isInteger(currentTarget.valueAsNumber))
                  numbers.value = { ...numbers.value, [key]: currentTarget.valueAsNumber };
              }}
            />
          </label>
        ))}
      </div>
      <p>
        From {settings.size} + {settings.overflow} to {size} + {overflow}: at most <strong>{size + overflow}</strong>{" "}
        connections.
      </p>
    </>
  );
}
