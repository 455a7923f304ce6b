import type { Pools } from "../../pools/index.ts";
import type { Builder } from "../builder.ts";
import { maybe, ofTheGateway, plain, plainFields } from "./plain.ts";
import { checkRight } from "./rights.ts";

/** Adds what all pools have together. */
export function addConnectionBudget(builder: Builder): void {
  const budget = builder.objectRef<Pools>("ConnectionBudget").implement({
    description: "The connections of all pools together.",
    fields: (t) =>
      plainFields(t, {
        budget: maybe("Int", (pools) => pools.budget, "What all pools may have together; null without a budget."),
        size: plain("Int", ({ all }) => sum(all, ({ settings }) => settings.size), "Those that are kept open."),
        max: plain(
          "Int",
          ({ all, budget: most = Number.POSITIVE_INFINITY }) =>
            Math.min(
              most,
              sum(all, ({ settings }) => settings.size + settings.overflow),
            ),
          "The most that there can be.",
        ),
        total: plain("Int", ({ all }) => sum(all, (pool) => pool.stats().total), "Those that there are now."),
      }),
  });
  builder.queryField("connectionBudget", (t) =>
    t.field({
      type: budget,
      nullable: true,
      description: "The connections of all pools together.",
      extensions: ofTheGateway,
      resolve: (_root, _args, context) => {
        checkRight(context, "pools");
        return context.pools;
      },
    }),
  );
}

function sum(all: Pools["all"], count: (pool: Pools["all"][number]) => number): number {
  return all.reduce((total, pool) => total + count(pool), 0);
}
