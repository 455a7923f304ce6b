import type { StatsFragment } from "../generated/operations.ts";
import { clock, lasting } from "../words/times.ts";
import { Of } from "./figures.tsx";

/** What the server says of itself. */
export function ServerList({ stats }: { readonly stats: StatsFragment }) {
  const { server } = stats;
  if (!server) {
    return <p class="none">Not known: the server is away, or no connection was free to ask it yet.</p>;
  }
  const now = Date.parse(stats.sampledAt);
  const startedAt = Date.parse(server.startedAt);
  return (
    <dl class="pairs">
      <div>
        <dt>Version</dt>
        <dd>{server.version}</dd>
      </div>
      <div>
        <dt>Started</dt>
        <dd>
          {clock(startedAt, now)} ({lasting(now - startedAt)} ago)
        </dd>
      </div>
      <div>
        <dt>Role</dt>
        <dd>{server.isInRecovery ? "in recovery: follows another server, or starts" : "takes writes"}</dd>
      </div>
      <div>
        <dt>Connections of everybody, of max_connections</dt>
        <dd>
          <Of value={server.connections} most={server.maxConnections} />
        </dd>
      </div>
      <div>
        <dt>Connections of this pool's name</dt>
        <dd>{server.ownConnections}</dd>
      </div>
    </dl>
  );
}
