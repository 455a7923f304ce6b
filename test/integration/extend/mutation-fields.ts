import { GraphQLError } from "graphql";
import { expect } from "vitest";
import type { Extend } from "../../../src/graphql/index.ts";
import type { TestDatabase } from "../../support/databases.ts";
import type { ShopTypes } from "./shop.ts";

/** What resolvers saw, and what they would do later. */
export interface Witness {
  seen: unknown[];
  late: (() => Promise<unknown>) | undefined;
}

const insert = "insert into people (id, name) values ($1, $2)";

/** Mutations of every kind. */
export const mutationFields =
  (witness: Witness, shop: () => TestDatabase): Extend<ShopTypes> =>
  (builder) => {
    builder.mutationField("hire", (t) =>
      t.field({
        type: builder.table("ShopPerson"),
        writes: ["shop"],
        args: { id: t.arg.int({ required: true }), name: t.arg.string() },
        async resolve(_, args, ctx) {
          const db = ctx.db("shop");
          await db.command({ text: insert, values: [args.id, args.name ?? `p${args.id}`] });
          witness.seen.push(await db.value({ text: "select count(*)::int from people" }));
          return args.id;
        },
      }),
    );
    builder.mutationField("bill", (t) =>
      t.field({
        type: builder.table("BillingBill"),
        writes: ["billing", "shop"],
        args: { id: t.arg.int({ required: true }), amount: t.arg.int({ required: true }) },
        async resolve(_, args, ctx) {
          await ctx.db("shop").command({ text: insert, values: [args.id, `p${args.id}`] });
          const text = "insert into bills values ($1, $1, $2)";
          await ctx.db("billing").command({ text, values: [args.id, args.amount] });
          return { id: args.id };
        },
      }),
    );
    builder.mutationField("refuse", (t) =>
      t.field({
        type: "String",
        writes: ["shop"],
        args: { code: t.arg.string() },
        async resolve(_, { code }, ctx) {
          await ctx.db("shop").command({ text: insert, values: [77, "never"] });
          if (code) throw new GraphQLError("There is none left.", { extensions: { code } });
          throw new Error("secret of the resolver");
        },
      }),
    );
    builder.mutationField("readElsewhere", (t) =>
      t.field({
        type: "Int",
        writes: ["shop"],
        async resolve(_, _args, ctx) {
          await ctx.db("shop").command({ text: insert, values: [78, "never"] });
          await ctx.db("billing").value({ text: "select 1 / 0" });
          return 1;
        },
      }),
    );
    builder.mutationField("nap", (t) =>
      t.field({
        type: "Int",
        writes: ["shop"],
        async resolve(_, _args, ctx) {
          await ctx.db("shop").command({ text: insert, values: [79, "napper"] });
          await ctx.db("shop").command({ text: "select pg_sleep(30)" });
          return 1;
        },
      }),
    );
    builder.mutationField("forget", (t) =>
      t.field({
        type: "Int",
        writes: ["shop"],
        resolve(_, _args, ctx) {
          void ctx
            .db("shop")
            .command({ text: "with s as (select pg_sleep(1)) insert into people select 80, 'late' from s" });
          return 1;
        },
      }),
    );
    builder.mutationField("linger", (t) =>
      t.field({
        type: "Int",
        writes: ["shop"],
        resolve(_, _args, ctx) {
          const db = ctx.db("shop");
          witness.late = () => db.command({ text: insert, values: [81, "later"] });
          return 1;
        },
      }),
    );
    builder.mutationField("peek", (t) =>
      t.field({
        type: "String",
        args: { id: t.arg.int({ required: true }) },
        resolve: async (_, args, ctx) => (await ctx.load.shopPerson(args.id))?.name ?? null,
      }),
    );
    builder.mutationField("fight", (t) =>
      t.field({
        type: builder.table("ShopPerson"),
        writes: ["shop"],
        async resolve(_, _args, ctx) {
          const before = await ctx.load.shopPerson(1);
          witness.seen.push(before?.name);
          if (witness.seen.length === 1) await shop().query("update people set name = 'Ada again' where id = 1");
          await ctx.db("shop").command({ text: "update people set score = 1 where id = 1" });
          return 1;
        },
      }),
    );
    builder.mutationField("tryOut", (t) =>
      t.field({
        type: "Int",
        writes: ["shop"],
        async resolve(_, _args, ctx) {
          const db = ctx.db("shop");
          await db.command({ text: insert, values: [90, "kept"] });
          const undone = db.withTransaction(async (own) => {
            await own.command({ text: insert, values: [91, "undone"] });
            await own.command({ text: insert, values: [90, "twice"] });
          });
          await expect(undone).rejects.toMatchObject({ code: "UNIQUE_VIOLATION" });
          return 1;
        },
      }),
    );
    builder.mutationField("isolated", (t) =>
      t.field({
        type: "Int",
        writes: ["shop"],
        resolve: (_, _args, ctx) =>
          ctx.db("shop").withTransaction((own) => own.command({ text: insert, values: [94, "never"] }), {
            isolation: "serializable",
          }),
      }),
    );
    builder.mutationField("byHand", (t) =>
      t.field({
        type: "Int",
        async resolve(_, _args, ctx) {
          await ctx.db("shop").withTransaction((own) => own.command({ text: insert, values: [92, "by hand"] }));
          throw new Error("after it was committed");
        },
      }),
    );
    builder.mutationField("undeclared", (t) =>
      t.field({
        type: "Int",
        writes: ["billing"],
        resolve: (_, _args, ctx) => ctx.db("shop").command({ text: insert, values: [93, "undeclared"] }),
      }),
    );
    builder.mutationField("announce", (t) =>
      t.field({
        type: "Int",
        writes: ["shop", "billing"],
        args: { id: t.arg.int({ required: true }), throws: t.arg.boolean() },
        async resolve(_, { id, throws }, ctx) {
          const before = await ctx.load.shopPerson(1);
          const isFirst = witness.seen.push(`try ${before?.name}`) === 1;
          ctx.afterCommit(async () => {
            const rows = await shop().query(`select 1 from people where id = ${id}`);
            witness.seen.push(`told of ${rows.length}`);
            if (throws) throw new Error("it failed");
          });
          await ctx.db("shop").command({ text: insert, values: [id, `p${id}`] });
          if (isFirst) await shop().query("update people set name = 'Ada once more' where id = 1");
          await ctx.db("shop").command({ text: "update people set score = 1 where id = 1" });
          return id;
        },
      }),
    );
    builder.mutationField("announceNothing", (t) =>
      t.field({ type: "Int", resolve: (_, _args, ctx) => Number(ctx.afterCommit(() => 1)) }),
    );
    builder.mutationField("note", (t) => t.field({ type: "Int", resolve: () => witness.seen.push("note") }));
    builder.mutationField("fail", (t) =>
      t.field({
        type: "Int",
        resolve() {
          throw new Error("it failed");
        },
      }),
    );
    builder.tableField("ShopPerson", "now", (t) =>
      t.field({
        type: "String",
        needs: ["id"],
        resolve: async ({ id }, _args, ctx) => (await ctx.load.shopPerson(id))?.name ?? null,
      }),
    );
  };
