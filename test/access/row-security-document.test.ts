import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bearer, signingSecret } from "../support/asker.ts";
import { copyDemo } from "../support/databases.ts";
import { startGateway, type TestGateway } from "../support/gateway.ts";
import { createSecured, type SecuredDatabase } from "../support/row-security.ts";
import { signToken } from "./row-security-shop.ts";

// The example of the document, with its own SQL: run with UPDATE_GOLDEN=1 to write the answers, then read the difference.

const url = new URL("../../docs/access.md", import.meta.url);
const adminSecret = "the secret of the admins";
const start = "\n## Row security\n";

const section = () => {
  const [, text = ""] = readFileSync(url, "utf8").split(start);
  return text;
};
/** A request and its answer, one behind the other. */
const exchanges = /-H "([^"]*)" \\\n {2}-d '([^']*)'\n```\n\n```json\n(.*?)```/gs;
const documented = [...section().matchAll(exchanges)].map(([, header = "", body = "", answer = ""], index) => ({
  index,
  header,
  body,
  answer,
}));

let shop: SecuredDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  const [, sql = ""] = /```sql\n(.*?)```/s.exec(section()) ?? [];
  const [roles, ...policies] = sql.split("\n\n");
  // Roles are the server's, so those of a test have names of their own.
  expect(roles).toBe(
    [
      "create role app_customer;",
      "create role app_admin;",
      "create role app_gateway login noinherit password 'gateway';",
      "grant app_customer, app_admin to app_gateway;",
    ].join("\n"),
  );
  shop = await createSecured(["app_customer", "app_admin"], policies.join("\n\n"), () => copyDemo("shop"));
  gateway = await startGateway({
    databases: {
      shop: {
        url: shop.gatewayUrl,
        access: "rls",
        rowSecurity: { roles: { customer: shop.role("app_customer"), admin: shop.role("app_admin") } },
      },
    },
    auth: { jwt: { secret: signingSecret }, adminSecret },
  });
});
afterAll(async () => {
  await gateway?.dispose();
  await shop?.dispose();
});

async function headersOf(header: string): Promise<Record<string, string>> {
  switch (header) {
    case "x-sluice-admin-secret: $ADMIN_SECRET":
      return { "x-sluice-admin-secret": adminSecret };
    case "authorization: Bearer $TOKEN":
      return bearer(await signToken({ role: "customer", customer_id: 42 }));
    case "authorization: Bearer $TOKEN_WITHOUT_CUSTOMER":
      return bearer(await signToken({ role: "customer" }));
    default:
      throw new Error(`Nobody knows who sends ${header}.`);
  }
}

test.each(documented)("$header: $body", async ({ index, header, body }) => {
  const { query }: { query: string } = JSON.parse(body);
  const answer = await gateway.send(query, undefined, await headersOf(header));
  const { errors, ...rest } = answer.body;
  const shown = { ...(errors && { errors: errors.map(({ locations: _, ...error }) => error) }), ...rest };
  const printed = `${JSON.stringify(shown, null, 2)}\n`;
  if (process.env.UPDATE_GOLDEN === "1") {
    let at = -1;
    const [before = "", text = ""] = readFileSync(url, "utf8").split(start);
    const written = text.replace(exchanges, (whole: string, _header: string, _body: string, old: string) => {
      at += 1;
      return at === index ? `${whole.slice(0, whole.length - old.length - 3)}${printed}\`\`\`` : whole;
    });
    writeFileSync(url, `${before}${start}${written}`);
  }
  expect([...section().matchAll(exchanges)][index]?.[3]).toBe(printed);
});

test("the document has an answer to each request, and says what the start says", () => {
  expect(documented).toHaveLength(section().split("\ncurl ").length - 1);
  const warnings = gateway.gateway.warnings.map((line) => line.replaceAll(shop.role("app_"), "app_"));
  expect(section()).toContain(`\`\`\`text\n${warnings.join("\n")}\n\`\`\``);
});
