import { createGateway, defineConfig, type Gateway, type SessionHook } from "sluice";

// Checked by `npm run types`: what must compile, and what must not.

const onConnect: SessionHook = async (session) => {
  await session.value({ text: "select set_config('app.name', $1, false)", values: [session.database] });
};

defineConfig({
  databases: {
    shop: "postgres://localhost/shop",
    billing: {
      url: process.env.BILLING_URL,
      pool: { size: 2, onConnect },
      schemas: ["public"],
      readOnly: true,
      prefix: "",
    },
    sales: {
      url: "postgres://localhost/sales",
      tables: {
        tbl_ord: {
          name: "Order",
          hidden: false,
          columns: { total: { name: "amount" }, secret: { hidden: true } },
          relations: { orders_customer_id_fkey: { field: "buyer", inverse: false } },
        },
        "audit.totals": { key: ["customer_id"] },
      },
      types: { st: { name: "OrderStatus" } },
    },
    stock: {
      url: "postgres://localhost/stock",
      access: "rls",
      rowSecurity: { roles: { customer: "app_customer", admin: process.env.ADMIN_ROLE ?? "app_admin" } },
    },
    support: {
      host: "localhost",
      port: 5432,
      database: "support",
      user: "reader",
      passwordFile: "/run/secrets/support",
    },
  },
  links: [
    { from: "billing.invoices.order_id", to: "shop.orders.id", field: "order", inverse: false },
    {
      from: { database: "billing", table: "lines", columns: ["order_id", "line_no"] },
      to: { database: "shop", schema: "public", table: "order_items", columns: ["order_id", "line_no"] },
    },
  ],
  auth: {
    jwt: { jwksUrl: process.env.JWKS_URL, algorithms: ["ES256"], issuer: ["a"], roleClaim: ["app.example", "role"] },
    adminSecret: process.env.ADMIN_SECRET,
    anonymousRole: "guest",
    authenticate: async ({ headers, connectionParams }) =>
      headers.has("x-key") || connectionParams?.key ? { role: "guest", claims: { tenant: 5 } } : undefined,
  },
  server: { port: 0, allowedHosts: ["gateway.example"] },
  limits: { maxLimit: 100, requestBytes: 1_000_000, documentTokens: 1000, depth: 20, responseBytes: undefined },
});

// @ts-expect-error neither of the two
defineConfig({ databases: { shop: { url: "postgres://localhost/shop", access: "policies" } } });

// @ts-expect-error a setting that does not exist
defineConfig({ databases: { shop: { url: "postgres://localhost/shop", pool: { sise: 5 } } } });

// @ts-expect-error what is done with a session takes its time
defineConfig({ databases: { shop: { host: "h", pool: { onConnect: () => 1 } } } });

// @ts-expect-error nobody signs with "none"
defineConfig({ auth: { jwt: { jwksUrl: "https://issuer.example/", algorithms: ["none"] } } });

// @ts-expect-error an identity has a role
defineConfig({ auth: { authenticate: () => ({ claims: {} }) } });

// @ts-expect-error only a way of a relation can be false
defineConfig({ databases: { shop: { host: "h", tables: { orders: { name: false } } } } });

// @ts-expect-error a port is a number
defineConfig({ server: { port: "4000" } });

// @ts-expect-error a link has two ends
defineConfig({ links: [{ from: "billing.invoices.order_id" }] });

const gateway: Promise<Gateway> = createGateway({ databases: { shop: "postgres://localhost/shop" } });

// @ts-expect-error the model is only read
void gateway.then(({ model }) => model.databases.push());
