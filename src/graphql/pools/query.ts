import type { Builder } from "../builder.ts";
import { given } from "./given.ts";
import { ofTheGateway } from "./plain.ts";
import type { PoolRef } from "./pool.ts";
import { checkRight } from "./rights.ts";

/** Adds the root fields that show pools. */
export function addPoolQueries(builder: Builder, pool: PoolRef): void {
  builder.queryField("pools", (t) =>
    t.field({
      type: [pool],
      nullable: { list: true, items: false },
      description: "The pools of all databases.",
      extensions: ofTheGateway,
      resolve: (_root, _args, context) => {
        checkRight(context, "pools");
        return [...context.pools.all];
      },
    }),
  );
  builder.queryField("pool", (t) =>
    t.field({
      type: pool,
      nullable: true,
      description: "The pool of a database, or null where there is no such database.",
      args: { database: t.arg.string({ required: true }) },
      extensions: ofTheGateway,
      resolve: (_root, { database }, context) => {
        checkRight(context, "pools");
        const name = given.text(database);
        return context.pools.has(name) ? context.pools.get(name) : null;
      },
    }),
  );
}
