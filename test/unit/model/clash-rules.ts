import { base, column, type ModelInput, reference, table } from "./support.ts";

/** Two things that want one name, and what is said about it: tests, and a table of `docs/naming.md`. */
export interface ClashRule {
  readonly what: string;
  readonly input: ModelInput;
  readonly place: string;
  readonly reason: string;
}

const id = [column("id")];
const status = { kind: "enum", schema: "public", labels: ["A"], comment: undefined } as const;
const address = {
  kind: "composite",
  schema: "public",
  name: "address",
  ofTable: false,
  comment: undefined,
  attributes: [{ name: "street", type: base("text"), comment: undefined }],
} as const;
const addresses = { kind: "range", schema: "public", name: "address_span", subtype: address } as const;

export const clashRules: readonly ClashRule[] = [
  {
    what: "two tables",
    input: { tables: { shop: [table("user", id), table("users", id)] } },
    place: "shop.public.users",
    reason:
      'wants the type name ShopUser, which shop.public.user has. Rename it with databases.shop.tables.users.name: "…", or comment on table public.users is \'@name …\', or the other with databases.shop.tables.user.name: "…"',
  },
  {
    what: "a table and the list of another one",
    input: { tables: { shop: [table("news", id), table("news_lists", id)] } },
    place: "shop.public.news_lists (key news_lists_pkey)",
    reason:
      'wants the root field shopNewsList, which shop.public.news (list) has. Rename it with databases.shop.tables.news_lists.name: "…", or comment on table public.news_lists is \'@name …\', or the other with databases.shop.tables.news.name: "…"',
  },
  {
    what: "two columns",
    input: { tables: { shop: [table("items", [...id, column("unit_price"), column("unitPrice")])] } },
    place: "shop.public.items.unit_price",
    reason:
      'wants the field ShopItem.unitPrice, which shop.public.items.unitPrice has. Rename it with databases.shop.tables.items.columns.unit_price.name: "…", or comment on column public.items.unit_price is \'@name …\', or the other with databases.shop.tables.items.columns.unitPrice.name: "…"',
  },
  {
    what: "a relation and a column",
    input: {
      tables: {
        shop: [
          table("customers", id),
          table("orders", [...id, column("customer_id"), column("customer", "text")], {
            foreignKeys: [reference("orders", "customer_id", "customers")],
          }),
        ],
      },
    },
    place: "shop.public.orders (foreign key orders_customer_id_fkey)",
    reason:
      'wants the field ShopOrder.customer, which shop.public.orders.customer has. Rename it with databases.shop.tables.orders.relations.orders_customer_id_fkey.field: "…", or comment on constraint orders_customer_id_fkey on public.orders is \'@field …\', or the other with databases.shop.tables.orders.columns.customer.name: "…"',
  },
  {
    what: "two ways back",
    input: {
      tables: {
        shop: [
          table("customers", id),
          table("orders", [...id, column("customer_id"), column("customerId")], {
            foreignKeys: [
              reference("orders", "customerId", "customers", { name: "by_name" }),
              reference("orders", "customer_id", "customers"),
            ],
          }),
        ],
      },
      databases: {
        shop: {
          tables: { orders: { columns: { customerId: { hidden: true } }, relations: { by_name: { field: false } } } },
        },
      },
    },
    place: "shop.public.orders (foreign key orders_customer_id_fkey)",
    reason:
      'wants the field ShopCustomer.orders, which shop.public.orders (foreign key by_name) has. Rename it with databases.shop.tables.orders.relations.orders_customer_id_fkey.inverse: "…", or comment on constraint orders_customer_id_fkey on public.orders is \'@inverse …\', or the other with databases.shop.tables.orders.relations.by_name.inverse: "…"',
  },
  {
    what: "a link and a column",
    input: {
      tables: {
        billing: [table("invoices", [...id, column("order_id")])],
        shop: [table("orders", [...id, column("invoices", "text")])],
      },
      config: { links: [{ from: "billing.invoices.order_id", to: "shop.orders.id" }] },
    },
    place: "links[0] (billing.public.invoices.order_id -> shop.public.orders.id)",
    reason:
      'wants the field ShopOrder.invoices, which shop.public.orders.invoices has. Rename it with links[0].inverse: "…", or the other with databases.shop.tables.orders.columns.invoices.name: "…"',
  },
  {
    what: "a table and the pages of another one",
    input: { tables: { shop: [table("order_edges", id), table("orders", id)] } },
    place: "shop.public.orders (connection)",
    reason:
      'wants the type name ShopOrderEdge, which shop.public.order_edges has. Rename it with databases.shop.tables.orders.name: "…", or comment on table public.orders is \'@name …\', or the other with databases.shop.tables.order_edges.name: "…"',
  },
  {
    what: "a column and the pages of a relation",
    input: {
      tables: {
        shop: [
          table("customers", [...id, column("orders_connection", "text")]),
          table("orders", [...id, column("customer_id")], {
            foreignKeys: [reference("orders", "customer_id", "customers")],
          }),
        ],
      },
    },
    place: "shop.public.orders (foreign key orders_customer_id_fkey), connection",
    reason:
      'wants the field ShopCustomer.ordersConnection, which shop.public.customers.orders_connection has. Rename it with databases.shop.tables.orders.relations.orders_customer_id_fkey.inverse: "…", or comment on constraint orders_customer_id_fkey on public.orders is \'@inverse …\', or the other with databases.shop.tables.customers.columns.orders_connection.name: "…"',
  },
  {
    what: "two columns that differ in capitals, in `distinctOn`",
    input: {
      tables: { shop: [table("items", [...id, column("unit_price"), column("price")])] },
      databases: { shop: { tables: { items: { columns: { price: { name: "UNIT_PRICE" } } } } } },
    },
    place: "shop.public.items.price (in distinctOn)",
    reason:
      'wants the field ShopItemColumn.UNIT_PRICE, which shop.public.items.unit_price (in distinctOn) has. Rename it with databases.shop.tables.items.columns.price.name: "…", or comment on column public.items.price is \'@name …\', or the other with databases.shop.tables.items.columns.unit_price.name: "…"',
  },
  {
    what: "an enum and a table",
    input: {
      tables: {
        shop: [table("order_status", [...id, column("is", { ...status, name: "order_status" })])],
      },
    },
    place: "shop.public.order_status",
    reason:
      'wants the type name ShopOrderStatus, which shop.public.order_status has. Rename it with databases.shop.types.order_status.name: "…", or comment on type public.order_status is \'@name …\', or the other with databases.shop.tables.order_status.name: "…"',
  },
  {
    what: "a range over a composite and a table",
    input: {
      tables: {
        shop: [table("address_ranges", id), table("places", [...id, column("between", addresses)])],
      },
    },
    place: "shop.public.address_span",
    reason:
      'wants the type name ShopAddressRange, which shop.public.address_ranges has. Rename it with databases.shop.types.address.name: "…", or comment on type public.address is \'@name …\', or the other with databases.shop.tables.address_ranges.name: "…"',
  },
  {
    what: "two databases without a prefix",
    input: {
      tables: { shop: [table("users", id)], billing: [table("users", id)] },
      prefixes: { shop: "", billing: "" },
    },
    place: "billing.public.users",
    reason:
      'wants the type name User, which shop.public.users has. Rename it with databases.billing.tables.users.name: "…", or comment on table public.users is \'@name …\', or databases.billing.prefix: "…", or the other with databases.shop.tables.users.name: "…"',
  },
  {
    what: "a name that was given, and one of the gateway's own",
    input: {
      tables: { shop: [table("users", id)] },
      prefixes: { shop: "" },
      databases: { shop: { tables: { users: { name: "Query" } } } },
    },
    place: "shop.public.users",
    reason:
      "wants the type name Query, which the gateway has. Rename it with databases.shop.tables.users.name: \"…\", or comment on table public.users is '@name …'",
  },
  {
    what: "with `relay`, a column `row_id` beside a column `id`",
    input: { tables: { shop: [table("items", [...id, column("row_id")])] }, config: { relay: true } },
    place: "shop.public.items.row_id",
    reason:
      'wants the field ShopItem.rowId, which shop.public.items.id has. Rename it with databases.shop.tables.items.columns.row_id.name: "…", or comment on column public.items.row_id is \'@name …\', or the other with databases.shop.tables.items.columns.id.name: "…"',
  },
  {
    what: "with `relay`, a relation that is called `id`",
    input: {
      tables: {
        shop: [table("items", [...id, column("id_id")], { foreignKeys: [reference("items", "id_id", "items")] })],
      },
      config: { relay: true },
    },
    place: "shop.public.items (foreign key items_id_id_fkey)",
    reason:
      "wants the field ShopItem.id, which the gateway has. Rename it with databases.shop.tables.items.relations.items_id_id_fkey.field: \"…\", or comment on constraint items_id_id_fkey on public.items is '@field …'",
  },
];
