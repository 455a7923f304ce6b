// Written by `sluice types` from what the databases hold: run it again after they have changed.

/** For `defineConfig<SluiceTypes>`. */
export interface SluiceTypes {
  databases: "billing" | "shop" | "support";
  tables: {
    BillingAccount: { row: BillingAccount; key: "id" };
    BillingInvoice: { row: BillingInvoice; key: "id" };
    BillingPayment: { row: BillingPayment; key: "id" };
    ShopCategory: { row: ShopCategory; key: "id" };
    ShopCustomer: { row: ShopCustomer; key: "id" };
    ShopCustomerTotal: { row: ShopCustomerTotal; key: never };
    ShopMonthlySale: { row: ShopMonthlySale; key: never };
    ShopOrder: { row: ShopOrder; key: "id" };
    ShopOrderItem: { row: ShopOrderItem; key: "orderId" | "lineNo" };
    ShopProduct: { row: ShopProduct; key: "id" };
    ShopReview: { row: ShopReview; key: "id" };
    SupportAgent: { row: SupportAgent; key: "id" };
    SupportMessage: { row: SupportMessage; key: "id" };
    SupportTicket: { row: SupportTicket; key: "id" };
  };
}

/** A row of public.accounts in billing. */
export interface BillingAccount {
  id: number;
  customerId: number;
  balance: string;
  currency: string;
  openedAt: string;
}

/** A row of public.invoices in billing. */
export interface BillingInvoice {
  id: string;
  orderId: string;
  accountId: number;
  number: string;
  status: BillingInvoiceStatus;
  amount: string;
  issuedAt: string;
  dueOn: string;
  paidAt: string | null;
}

/** A row of public.payments in billing. */
export interface BillingPayment {
  id: string;
  invoiceId: string;
  amount: string;
  method: BillingPaymentMethod;
  paidAt: string;
}

/** A row of public.categories in shop. */
export interface ShopCategory {
  id: number;
  parentId: number | null;
  slug: string;
  name: string;
}

/** A row of public.customers in shop. */
export interface ShopCustomer {
  id: number;
  name: string;
  email: string;
  country: string;
  loyalty: ShopLoyaltyTier;
  tags: readonly (string | null)[];
  createdAt: string;
  notes: string | null;
}

/** A row of public.customer_totals in shop. */
export interface ShopCustomerTotal {
  customerId: number | null;
  name: string | null;
  orders: string | null;
  spent: string | null;
  lastOrderAt: string | null;
}

/** A row of public.monthly_sales in shop. */
export interface ShopMonthlySale {
  month: string | null;
  currency: string | null;
  orders: string | null;
  revenue: string | null;
}

/** A row of public.orders in shop. */
export interface ShopOrder {
  id: string;
  customerId: number;
  status: ShopOrderStatus;
  total: string;
  currency: string;
  placedAt: string;
  shippedOn: string | null;
  version: number;
  createdBy: string | null;
}

/** A row of public.order_items in shop. */
export interface ShopOrderItem {
  orderId: string;
  lineNo: number;
  productId: number;
  quantity: number;
  unitPrice: string;
}

/** A row of public.products in shop. */
export interface ShopProduct {
  id: number;
  sku: string;
  name: string;
  price: string;
  attributes: unknown;
  categoryId: number;
  tags: readonly (string | null)[];
  weight: number | null;
  discontinuedAt: string | null;
  search: string | null;
}

/** A row of public.reviews in shop. */
export interface ShopReview {
  id: string;
  productId: number;
  customerId: number;
  rating: number;
  body: string;
  createdAt: string;
}

/** A row of public.agents in support. */
export interface SupportAgent {
  id: number;
  name: string;
  email: string;
  team: string;
  desk: string;
  network: string;
  skills: string;
  away: DateRange | null;
  onCall: readonly DateRange[];
}

/** A row of public.messages in support. */
export interface SupportMessage {
  id: string;
  ticketId: number;
  author: string;
  body: string;
  sentAt: string;
}

/** A row of public.tickets in support. */
export interface SupportTicket {
  id: number;
  customerId: number;
  orderId: string | null;
  agentId: number | null;
  subject: string;
  status: SupportTicketStatus;
  priority: number;
  openedAt: string;
  closedAt: string | null;
}

export type BillingInvoiceStatus = "DRAFT" | "OPEN" | "PAID" | "VOID";

export type BillingPaymentMethod = "CARD" | "TRANSFER" | "DIRECT_DEBIT" | "WALLET";

/** A value of several parts. */
export interface DateRange {
  lower: string | null;
  upper: string | null;
  lowerInclusive: boolean;
  upperInclusive: boolean;
  empty: boolean;
}

export type ShopLoyaltyTier = "BRONZE" | "SILVER" | "GOLD" | "PLATINUM";

export type ShopOrderStatus = "PENDING" | "PAID" | "SHIPPED" | "CANCELLED";

export type SupportTicketStatus = "OPEN" | "WAITING" | "RESOLVED" | "CLOSED";
