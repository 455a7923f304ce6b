import { nameOf, SluiceError, StartError } from "../../lib/index.ts";
import type { Pool } from "../../pools/index.ts";
import type { Builder } from "../builder.ts";
import { namedPool } from "./databases.ts";
import { given } from "./given.ts";
import type { PoolRef } from "./pool.ts";
import { checkRight } from "./rights.ts";

/** Adds what operators do with a pool. Each answers the pool as it is afterwards, and is announced with who did it. */
export function addVerbs(builder: Builder, pool: PoolRef): void {
  const add = (name: string, description: string, act: (pool: Pool, by: string) => unknown) =>
    builder.mutationField(name, (t) =>
      t.field({
        type: pool,
        nullable: true,
        description,
        args: { database: t.arg.string({ required: true }) },
        extensions: { sluice: { kind: "verb" } },
        resolve: async (_root, { database }, context) => {
          checkRight(context, "verbs");
          const found = namedPool(context.pools, given.text(database));
          await act(found, nameOf(context.principal));
          return found;
        },
      }),
    );
  add("drainPool", "Replaces every connection: the idle ones at once, the others as they come back.", (found, by) =>
    found.drain({ by }),
  );
  add(
    "closePool",
    "Lets work in flight finish for a few seconds and closes every connection; requests are refused.",
    (found, by) => found.close({ by }),
  );
  add("reopenPool", "Opens a closed pool again, also where its database is away: then it goes on to try.", reopen);
  add("resetBreaker", "Lets requests try again at once.", (found, by) => found.resetBreaker({ by }));
  add("resetStatements", "Begins to count statements anew.", (found, by) => found.resetStatements({ by }));
  builder.mutationField("resizePool", (t) =>
    t.field({
      type: pool,
      nullable: true,
      description: "Changes how many connections a pool has, until the gateway is started again.",
      args: {
        database: t.arg.string({ required: true }),
        size: t.arg.int({ description: "Connections kept open; as many as before where left out." }),
        overflow: t.arg.int({ description: "Extra ones under load; as many as before where left out." }),
      },
      extensions: { sluice: { kind: "verb" } },
      resolve: (_root, { database, size, overflow }, context) => {
        checkRight(context, "verbs");
        const found = namedPool(context.pools, given.text(database));
        resize(found, { size: given.int(size), overflow: given.int(overflow), by: nameOf(context.principal) });
        return found;
      },
    }),
  );
}

function resize(pool: Pool, change: Parameters<Pool["resize"]>[0]): void {
  if (change.size === undefined && change.overflow === undefined) {
    throw new SluiceError("BAD_USER_INPUT", "Give size, overflow, or both.");
  }
  try {
    pool.resize(change);
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    const reasons = error.problems.map(({ path, message }) => `${path}: ${message}.`).join(" ");
    throw new SluiceError("BAD_USER_INPUT", reasons, { database: pool.name }, { cause: error });
  }
}

async function reopen(pool: Pool, by: string): Promise<void> {
  try {
    await pool.reopen({ by });
  } catch (error) {
    // The pool is open all the same, and says itself that its database is away.
    if (!(error instanceof SluiceError) || error.code === "POOL_CLOSED") throw error;
  }
}
