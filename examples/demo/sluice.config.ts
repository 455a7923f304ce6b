import { defineConfig } from "sluice";

/** The demo: where its databases are comes from whoever starts it (`npm start`, docker-compose.yml, the tests). */
export default defineConfig({
  databases: { shop: { tables: { orders: { version: "version" } } }, billing: {}, support: {} },
  links: [
    { from: "billing.accounts.customer_id", to: "shop.customers.id", field: "customer", inverse: "account" },
    { from: "billing.invoices.order_id", to: "shop.orders.id", field: "order", inverse: "invoice" },
    { from: "support.tickets.customer_id", to: "shop.customers.id", field: "customer", inverse: "tickets" },
    { from: "support.tickets.order_id", to: "shop.orders.id", field: "order", inverse: "tickets" },
  ],
  server: {
    exampleQuery: `{
  supportTickets(where: {status: {eq: OPEN}}, orderBy: [{openedAt: DESC}], limit: 5) {
    subject
    customer {
      name
      email
      account { balance currency }
      orders(orderBy: [{placedAt: DESC}], limit: 2) {
        id
        total
        invoice { status amount }
      }
    }
    order {
      id
      items { quantity product { name price } }
    }
  }
}
`,
  },
});
