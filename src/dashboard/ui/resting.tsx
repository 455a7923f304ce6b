import type { StatsFragment } from "../generated/operations.ts";
import { clock } from "../words/times.ts";

/** Says that a pool without connections is as it should be. */
export function Resting({ stats }: { readonly stats: StatsFragment }) {
  if (stats.state !== "RESTING") return null;
  const now = Date.parse(stats.sampledAt);
  const since = stats.lastUsedAt === null ? "yet" : `since ${clock(Date.parse(stats.lastUsedAt), now)}`;
  return <p class="note">Nobody has used it {since}: it connects again when somebody does.</p>;
}
