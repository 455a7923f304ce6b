import { endpoint } from "../gateway/ask.ts";

/** Whether the gateway serves GraphiQL, which it writes into the page. */
export const hasGraphiQL = document.querySelector<HTMLMetaElement>('meta[name="sluice-graphiql"]')?.content === "yes";

/** Opens it with a query about a database. */
export function graphiQLOf(database: string): string {
  const query = `{
  pool(database: ${JSON.stringify(database)}) {
    stats { state inUse idle waiting max breaker { state } }
    leases { ms inTransaction operation statement }
    statements(limit: 5) { totalMs count operations statement }
  }
}
`;
  return `${endpoint}?${new URLSearchParams({ query })}`;
}
