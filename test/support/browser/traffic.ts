import { setTimeout as pause } from "node:timers/promises";
import type { TestGateway } from "../gateway.ts";

const unpaid =
  "query UnpaidInvoices { billingInvoices(where: {status: {eq: OPEN}}, limit: 50) { amount order { id total } } }";

/** What clients of the demo ask for, by name. */
const operations = [
  "query RecentOrders { shopOrders(limit: 20, orderBy: [{placedAt: DESC}]) { id total customer { name account { balance } } } }",
  "query OpenTickets { supportTickets(where: {status: {eq: OPEN}}, limit: 30) { subject customer { name } } }",
  unpaid,
  "query CustomerPage { shopCustomers(limit: 5) { name orders(limit: 3) { total items { quantity product { name } } } } }",
  "query Agents { supportAgents { name } }",
];

/** Clients that ask again and again, now more and now fewer of them, until what it returns is called. */
export function startTraffic(gateway: TestGateway): () => Promise<void> {
  const controller = new AbortController();
  const client = async (number: number) => {
    for (let turn = number; !controller.signal.aborted; turn += 1) {
      // In waves of three minutes, so that a chart has something to show.
      const wave = (1 + Math.sin((Date.now() / 180_000) * 2 * Math.PI)) / 2;
      const isAwake = number <= 1 + wave * 6;
      // One of them asks for nothing else: it goes on where the others wait.
      const operation = number === 0 ? unpaid : operations[turn % operations.length];
      if (isAwake) await gateway.send(operation ?? "").catch(() => {});
      await pause(isAwake ? 60 + Math.random() * 200 : 500);
    }
  };
  const clients = Array.from({ length: 8 }, (_, number) => client(number));
  return async () => {
    controller.abort();
    await Promise.all(clients);
  };
}
