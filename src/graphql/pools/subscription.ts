import { SluiceError } from "../../lib/index.ts";
import type { Live } from "../../live/index.ts";
import type { Builder } from "../builder.ts";
import { namedDatabases } from "./databases.ts";
import type { createEvents } from "./events.ts";
import { given } from "./given.ts";
import { ofTheGateway } from "./plain.ts";
import { checkRight } from "./rights.ts";
import type { createPoolStats } from "./stats.ts";

/** Milliseconds between two samples. */
const interval = { shortest: 100, longest: 60_000, usual: 1_000 };

/** Adds the streams that operators watch. */
export function addPoolStreams(
  builder: Builder,
  { sampler, events }: Live,
  stats: ReturnType<typeof createPoolStats>,
  { event, kind }: ReturnType<typeof createEvents>,
): void {
  const databases = "Only of these; without a word of all.";
  builder.subscriptionField("poolStats", (t) =>
    t.field({
      type: [stats],
      nullable: false,
      description:
        "The statistics of pools: at once, then at every interval. A slow reader gets the newest, and a database that is away says so.",
      args: {
        databases: t.arg.stringList({ description: databases }),
        interval: t.arg.int({
          defaultValue: interval.usual,
          description: `Milliseconds, from ${interval.shortest} to ${interval.longest}.`,
        }),
      },
      extensions: ofTheGateway,
      subscribe: (_root, args, context) => {
        checkRight(context, "pools");
        return sampler.watch({
          databases: namedDatabases(context.pools, given.texts(args.databases)),
          interval: checkInterval(given.int(args.interval) ?? interval.usual),
          signal: context.signal,
        });
      },
      resolve: (samples) => [...samples],
    }),
  );
  builder.subscriptionField("poolEvents", (t) =>
    t.field({
      type: event,
      nullable: false,
      description: "What happens in pools from now on. A reader who is too slow is told how many events it missed.",
      args: {
        databases: t.arg.stringList({ description: databases }),
        kinds: t.arg({ type: [kind], description: "Only of these; EVENTS_DROPPED is always told." }),
      },
      extensions: ofTheGateway,
      subscribe: (_root, args, context) => {
        checkRight(context, "pools");
        return events.watch({
          databases: namedDatabases(context.pools, given.texts(args.databases)),
          kinds: args.kinds ?? undefined,
          signal: context.signal,
        });
      },
      resolve: (told) => told,
    }),
  );
}

function checkInterval(ms: number): number {
  if (ms >= interval.shortest && ms <= interval.longest) return ms;
  const message = `interval: ${ms} is not possible. Give milliseconds from ${interval.shortest} to ${interval.longest}.`;
  throw new SluiceError("BAD_USER_INPUT", message);
}
