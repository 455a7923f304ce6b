import { GraphQLError } from "graphql";
import { type CustomContext, SluiceError } from "sluice";
import type { SluiceTypes } from "./sluice-types.ts";

interface Line {
  readonly productId: number;
  readonly quantity: number;
}

/** Prices are the database's, and sums are made where decimals are exact. */
const insertOrder = `
  with lines as (
    select l.line_no, p.id as product_id, l.quantity, p.price
    from unnest($2::int[], $3::int[]) with ordinality as l (product_id, quantity, line_no)
    join products p on p.id = l.product_id
  ), placed as (
    insert into orders (customer_id, status, total, created_by)
    select $1, 'PAID', sum(price * quantity), 'checkout' from lines
    returning id, total
  ), listed as (
    insert into order_items (order_id, line_no, product_id, quantity, unit_price)
    select placed.id, line_no, product_id, quantity, price from lines, placed
  )
  select id, total from placed`;

const payOrder = `
  with paid as (
    update accounts set balance = balance - $2 where customer_id = $1 and balance >= $2 returning id
  )
  insert into invoices (order_id, account_id, number, status, amount, due_on, paid_at)
  select $3::bigint, id, 'C-' || $3::bigint, 'PAID', $2, current_date, current_timestamp from paid`;

/** Answers the key of the order. Where it throws, both databases are as they were. */
export async function placeOrder(
  ctx: CustomContext<SluiceTypes>,
  customerId: number,
  lines: readonly Line[],
): Promise<{ id: string }> {
  // One statement for all of them.
  const products = await Promise.all(lines.map(({ productId }) => ctx.load.shopProduct(productId)));
  const missing = lines.find((_, index) => products[index]?.discontinuedAt !== null);
  if (missing) throw new SluiceError("BAD_USER_INPUT", `There is no product ${missing.productId} for sale.`);

  const order = await ctx.db("shop").one<{ id: string; total: string }>({
    text: insertOrder,
    values: [customerId, lines.map(({ productId }) => productId), lines.map(({ quantity }) => quantity)],
    effects: "rows",
  });
  if (!order) throw new Error("An insert answered no row.");
  const paid = await ctx.db("billing").command({
    text: payOrder,
    values: [customerId, order.total, order.id],
    effects: "rows",
  });
  if (paid === 1) return { id: order.id };
  throw new GraphQLError(`The account does not cover ${order.total}.`, {
    extensions: { code: "INSUFFICIENT_FUNDS" },
  });
}
