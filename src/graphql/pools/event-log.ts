import type { Live } from "../../live/index.ts";
import type { Builder } from "../builder.ts";
import { namedDatabases } from "./databases.ts";
import type { createEvents } from "./events.ts";
import { given } from "./given.ts";
import { checkCount } from "./limits.ts";
import { ofTheGateway } from "./plain.ts";
import { checkRight } from "./rights.ts";

const usual = 100;

/** Adds the events of before, for those who come later. */
export function addEventLog(
  builder: Builder,
  { events }: Live,
  { event, kind }: ReturnType<typeof createEvents>,
): void {
  builder.queryField("poolEventLog", (t) =>
    t.field({
      type: [event],
      nullable: { list: true, items: false },
      description: "What happened lately, newest first; the gateway keeps the last 1,000.",
      args: {
        databases: t.arg.stringList({ description: "Only of these; without a word of all." }),
        kinds: t.arg({ type: [kind], description: "Only of these." }),
        last: t.arg.int({ defaultValue: usual, description: "The most events, up to 1,000." }),
      },
      extensions: ofTheGateway,
      resolve: (_root, { databases, kinds, last }, context) => {
        checkRight(context, "pools");
        return [
          ...events.latest({
            databases: namedDatabases(context.pools, given.texts(databases)),
            kinds: kinds ?? undefined,
            last: checkCount("last", given.int(last) ?? usual),
          }),
        ];
      },
    }),
  );
}
