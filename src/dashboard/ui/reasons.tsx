import type { Trouble } from "../state/trouble.ts";

/** Why a database is in trouble. */
export function Reasons({ troubles }: { readonly troubles: readonly Trouble[] }) {
  if (troubles.length === 0) return null;
  return (
    <ul class="reasons">
      {troubles.map(({ severity, reason }) => (
        <li key={reason} class={severity}>
          {reason}
        </li>
      ))}
    </ul>
  );
}
