import type { RoleConfig } from "sluice";

const customerId = { $claim: "customer_id" };
const country = { $claim: "country" };
const goods = { columns: ["id", "sku", "name", "price", "categoryId"] };

/** Whoever passes by sees what there is to buy. */
const visitor: RoleConfig = {
  databases: {
    shop: { tables: { products: { select: goods }, categories: { select: { columns: "*" } } } },
  },
};

/** A customer sees and does what is theirs: `{"role": "customer", "customer_id": 3315}`. */
const customer: RoleConfig = {
  inherits: ["visitor"],
  databases: {
    shop: {
      tables: {
        customers: {
          select: { columns: ["id", "name", "email", "country"], filter: { id: { eq: customerId } } },
          update: { columns: ["name", "email"] },
        },
        orders: {
          select: {
            columns: ["id", "customerId", "placedAt", "status", "total"],
            filter: { customerId: { eq: customerId } },
            limit: 100,
          },
          update: {
            columns: ["status"],
            filter: { status: { eq: "PENDING" } },
            check: { status: { eq: "CANCELLED" } },
          },
        },
        order_items: { select: { columns: "*", filter: { order: { customerId: { eq: customerId } } } } },
      },
    },
    billing: {
      tables: {
        accounts: {
          select: { columns: ["id", "customerId", "balance", "currency"], filter: { customerId: { eq: customerId } } },
        },
        invoices: {
          select: {
            columns: ["id", "accountId", "orderId", "number", "amount", "status"],
            filter: { account: { customerId: { eq: customerId } } },
          },
        },
      },
    },
    support: {
      tables: {
        tickets: {
          select: {
            columns: ["id", "customerId", "orderId", "subject", "status", "openedAt"],
            filter: { customerId: { eq: customerId } },
          },
          insert: { columns: ["subject", "orderId"], preset: { customerId, priority: 3 } },
        },
      },
    },
  },
};

/** The branch of a country sees its customers, and of their orders more than they do: `{"role": "branch", "country": "FR"}`. */
const branch: RoleConfig = {
  inherits: ["visitor"],
  databases: {
    shop: {
      tables: {
        customers: {
          select: { columns: "*", filter: { country: { eq: country } } },
          update: { columns: ["loyalty", "notes"] },
        },
        orders: { select: { columns: "*", filter: { customer: { country: { eq: country } } } } },
        order_items: { select: { columns: "*", filter: { order: { customer: { country: { eq: country } } } } } },
      },
    },
  },
};

/** Who keeps the gateway running sees the pools, and no row. */
const operator: RoleConfig = { gateway: { pools: true, verbs: true } };

export const roles = { visitor, customer, branch, operator };
