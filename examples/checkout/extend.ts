import type { Extend } from "sluice";
import { placeOrder } from "./place-order.ts";
import type { SluiceTypes } from "./sluice-types.ts";

const day = 86_400_000;

export const extend: Extend<SluiceTypes> = (builder) => {
  const line = builder.inputType("CheckoutLine", {
    fields: (t) => ({ productId: t.int({ required: true }), quantity: t.int({ required: true }) }),
  });

  builder.mutationField("checkout", (t) =>
    t.field({
      type: builder.table("ShopOrder"),
      description: "Makes an order, and pays it from the customer's account.",
      writes: ["shop", "billing"],
      args: { customerId: t.arg.int({ required: true }), lines: t.arg({ type: [line], required: true }) },
      resolve: (_root, { customerId, lines }, ctx) => placeOrder(ctx, customerId, lines),
    }),
  );

  builder.queryField("bestsellers", (t) =>
    t.field({
      type: [builder.table("ShopProduct")],
      description: "The products that were sold most.",
      args: { limit: t.arg.int({ required: true }) },
      resolve: (_root, { limit }, ctx) =>
        ctx.db("shop").query<{ id: number }>({
          text: `select product_id as id from order_items group by product_id order by sum(quantity) desc, id limit $1`,
          values: [Math.min(limit, 100)],
          effects: "none",
        }),
    }),
  );

  builder.tableField("ShopOrder", "daysToShip", (t) =>
    t.field({
      type: "Int",
      description: "From the order to its parcel; null while there is none.",
      needs: ["placedAt", "shippedOn"],
      resolve: ({ placedAt, shippedOn }) =>
        shippedOn === null ? null : Math.ceil((Date.parse(shippedOn) - Date.parse(placedAt)) / day),
    }),
  );

  builder.tableField("BillingInvoice", "isOfOrder", (t) =>
    t.field({
      type: "Boolean",
      description: "Whether it is over what was ordered.",
      needs: ["orderId", "amount"],
      resolve: async ({ orderId, amount }, _args, ctx) => (await ctx.load.shopOrder(orderId))?.total === amount,
    }),
  );
};
