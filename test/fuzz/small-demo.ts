import type { SluiceConfig } from "../../src/config/index.ts";
import { copyDemo } from "../support/databases.ts";
import { demoConfig, startGateway, type TestGateway } from "../support/gateway.ts";

/** The demo with few of its rows: a random query should find some, and not take long. */
export async function startSmallDemo(
  settings: Pick<SluiceConfig, "relay"> = {},
): Promise<{ readonly gateway: TestGateway; dispose(): Promise<void> }> {
  const shop = await copyDemo("shop");
  const billing = await copyDemo("billing");
  const support = await copyDemo("support");
  await Promise.all([shop.query(small.shop), billing.query(small.billing), support.query(small.support)]);
  // Whoever waits for a connection may wait for several slow statements.
  const pool = { size: 2, overflow: 4, statementTimeout: 5_000, acquireTimeout: 60_000 };
  const gateway = await startGateway({
    ...demoConfig({
      shop: { url: shop.url, pool },
      billing: { url: billing.url, pool },
      support: { url: support.url, pool },
    }),
    ...settings,
  });
  return {
    gateway,
    async dispose() {
      await gateway.dispose();
      for (const database of [shop, billing, support]) await database.dispose();
    },
  };
}

/** Keeps the rows of the first customers, and what belongs to those. */
const small = {
  shop: `
    set session_replication_role = replica;
    delete from customers where id > 40;
    delete from orders where customer_id > 40;
    delete from order_items where order_id not in (select id from orders);
    delete from reviews where customer_id > 40;
    refresh materialized view monthly_sales; analyze`,
  billing: `
    set session_replication_role = replica;
    delete from accounts where customer_id > 40;
    delete from invoices where order_id > 2000;
    delete from payments where invoice_id not in (select id from invoices); analyze`,
  support: `
    set session_replication_role = replica;
    delete from tickets where customer_id > 40;
    delete from messages where ticket_id not in (select id from tickets); analyze`,
};
