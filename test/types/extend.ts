import { createGateway, defineConfig, type Extend } from "sluice";
import { expectTypeOf } from "vitest";
import type { ShopOrder, SluiceTypes } from "../../examples/checkout/sluice-types.ts";

// Checked by `npm run types`: what must compile, and what must not.

export const extend: Extend<SluiceTypes> = (builder) => {
  builder.tableField("ShopOrder", "a", (t) =>
    t.field({
      type: "String",
      needs: ["id", "total", "shippedOn"],
      args: { days: t.arg.int({ required: true }) },
      resolve(order, { days }, ctx) {
        expectTypeOf(order).toEqualTypeOf<Readonly<Pick<ShopOrder, "id" | "total" | "shippedOn">>>();
        expectTypeOf(days).toEqualTypeOf<number>();
        expectTypeOf(ctx.load.shopOrder).parameter(0).toEqualTypeOf<string | Readonly<Pick<ShopOrder, "id">>>();
        expectTypeOf(ctx.load.shopOrder("1")).resolves.toEqualTypeOf<ShopOrder | null>();
        expectTypeOf(ctx.load.shopOrderItem).parameter(0).toEqualTypeOf<{
          readonly orderId: string;
          readonly lineNo: number;
        }>();
        expectTypeOf(ctx.db("shop").one<{ id: string }>({ text: "" })).resolves.toEqualTypeOf<
          { id: string } | undefined
        >();
        // @ts-expect-error a database that is not there
        ctx.db("shp");
        // @ts-expect-error a table without a key
        ctx.load.shopCustomerTotal;
        // @ts-expect-error the key is text
        void ctx.load.shopOrder(1);
        return order.total;
      },
    }),
  );

  // @ts-expect-error a column that is not there
  builder.tableField("ShopOrder", "b", (t) => t.field({ type: "Int", needs: ["totl"], resolve: () => 1 }));

  builder.tableField("ShopOrder", "c", (t) =>
    // @ts-expect-error a column that is not needed is not given
    t.field({ type: "String", needs: ["id"], resolve: ({ total }) => total }),
  );

  // @ts-expect-error a table that is not there
  builder.tableField("ShopOrdr", "d", (t) => t.field({ type: "Int", resolve: () => 1 }));

  // @ts-expect-error rows without a key cannot be led to
  builder.table("ShopCustomerTotal");

  const order = builder.table("ShopOrder");
  builder.queryField("e", (t) => t.field({ type: order, resolve: () => "1" }));
  builder.queryField("f", (t) => t.field({ type: [order], resolve: () => [{ id: "1" }, "2"] }));
  builder.queryField("g", (t) => t.field({ type: order, resolve: (_, _args, ctx) => ctx.load.shopOrder("1") }));
  // @ts-expect-error the key is text
  builder.queryField("h", (t) => t.field({ type: order, resolve: () => 1 }));
  builder.queryField("i", (t) =>
    // @ts-expect-error a key of two columns needs both
    t.field({ type: builder.table("ShopOrderItem"), resolve: () => ({ orderId: "1" }) }),
  );

  builder.mutationField("j", (t) => t.boolean({ writes: ["shop", "billing"], roles: ["staff"], resolve: () => true }));
  // @ts-expect-error a database that is not there
  builder.mutationField("k", (t) => t.boolean({ writes: ["shp"], resolve: () => true }));
  // @ts-expect-error only mutations write
  builder.queryField("l", (t) => t.boolean({ writes: ["shop"], resolve: () => true }));

  builder.queryField("m", (t) => t.field({ type: "Decimal", resolve: () => "1.50" }));
  // @ts-expect-error decimals are text
  builder.queryField("n", (t) => t.field({ type: "Decimal", resolve: () => 1.5 }));
  builder.queryField("o", (t) => t.field({ type: "JSON", resolve: () => ({ any: ["thing"] }) }));
};

const databases = { shop: "postgres://localhost/shop" };

defineConfig<SluiceTypes>({ databases, extend });

defineConfig({
  databases,
  extend(builder) {
    // Without the types all names are taken, and values are unknown.
    builder.tableField("AnyOrder", "a", (t) =>
      t.field({
        type: "String",
        needs: ["any"],
        resolve(row) {
          expectTypeOf(row.any).toEqualTypeOf<unknown>();
          return String(row.any);
        },
      }),
    );
  },
});

// @ts-expect-error what extends is a function
defineConfig({ databases, extend: "builder" });

void createGateway(defineConfig<SluiceTypes>({ databases, extend }));
