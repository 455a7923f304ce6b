import { SignJWT } from "jose";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { signingSecret } from "../support/asker.ts";
import { startBrowser, type TestBrowser } from "../support/browser/browser.ts";
import { findChromium } from "../support/browser/chromium.ts";
import { createDatabase, type TestDatabase } from "../support/databases.ts";
import { startGateway, type TestGateway } from "../support/gateway.ts";

const chromium = await findChromium();
const reason = "missing" in chromium ? ` (skipped: ${chromium.missing})` : "";
const adminSecret = "the secret of administrators";

describe.skipIf(reason !== "")(`the dashboard where access is configured${reason}`, () => {
  let browser: TestBrowser;
  let database: TestDatabase;
  let gateway: TestGateway;
  let address: string;
  beforeAll(async () => {
    browser = await startBrowser(chromium);
    database = await createDatabase("create table notes (id int primary key)");
    gateway = await startGateway({
      databases: { main: { url: database.url, prefix: "", pool: { size: 1, overflow: 1 } } },
      roles: {
        customer: { databases: { main: { tables: { notes: { select: { columns: "*" } } } } } },
        watcher: { gateway: { pools: true } },
      },
      auth: { adminSecret, jwt: { secret: signingSecret, rolesClaim: "roles", allowAdmin: true, clockTolerance: 0 } },
    });
    address = new URL("/dashboard", gateway.url).href;
  });
  afterAll(async () => {
    await browser?.close();
    await gateway?.dispose();
    await database?.dispose();
  });
  afterEach(async () => {
    await browser.leave();
    expect(browser.problems()).toEqual([]);
  });

  const visit = async () => {
    const page = await browser.open(address);
    const form = page.getByRole("form", { name: "Sign in" });
    await form.waitFor();
    return { page, form, button: form.getByRole("button", { name: "Sign in" }) };
  };
  const well = { name: "The database is well" };

  test("nobody sees anything without credentials, and nobody is blamed for it", async () => {
    const { page, form } = await visit();
    expect(await form.getByRole("alert").all()).toEqual([]);
    expect(await page.getByRole("article").all()).toEqual([]);
    expect(await page.getByRole("link", { name: "Events" }).all()).toEqual([]);
  });

  test("a wrong secret is refused, the right one lets in, for this tab and until somebody leaves", async () => {
    const { page, form, button } = await visit();
    await form.getByLabel("Admin secret", { exact: true }).and(page.locator("input[type=password]")).fill("a guess");
    await button.click();
    await form
      .getByRole("alert")
      .getByText(/secret/)
      .waitFor();

    await form.locator("input[type=password]").fill(adminSecret);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", well).waitFor();
    await page.getByText("Live", { exact: true }).waitFor();
    expect(page.url()).not.toContain(encodeURIComponent(adminSecret));
    await page.reload();
    await page.getByRole("heading", well).waitFor();

    await page.getByRole("button", { name: "Sign out" }).click();
    await form.waitFor();
    await page.reload();
    await form.waitFor();
    expect(await page.evaluate("JSON.stringify({ ...sessionStorage, ...localStorage })")).not.toContain(adminSecret);
  });

  test.each(["customer", "nobody"])("a %s, who may see no pools, is told which right is missing", async (role) => {
    const { page, form, button } = await visit();
    await form.getByLabel("Token").check();
    await form.locator("input[type=password]").fill(await token({ role }));
    await button.click();
    await form
      .getByRole("alert")
      .getByText(/needs the gateway right "pools"/)
      .waitFor();
    expect(await page.getByRole("article").all()).toEqual([]);
  });

  test("who may only watch sees it, and is told that it may do nothing", async () => {
    const { page, form, button } = await visit();
    await form.getByLabel("Token").check();
    await form.locator("input[type=password]").fill(await token({ role: "watcher" }));
    await button.click();
    await page.getByRole("heading", well).waitFor();
    await page.getByRole("link", { name: "main" }).click();
    await page.getByRole("button", { name: "Drain …" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Drain" }).click();
    await dialog.getByText(/needs the gateway right "verbs"/).waitFor();
  });

  test("a token that leaves the role open is used with the one that is chosen", async () => {
    const { page, form, button } = await visit();
    await form.getByLabel("Token").check();
    await form.locator("input[type=password]").fill(`Bearer ${await token({ roles: ["customer", "admin"] })}`);
    await button.click();
    await form
      .getByRole("alert")
      .getByText(/x-sluice-role/)
      .waitFor();
    await form.getByLabel(/^Role/).fill("admin");
    await button.click();
    await page.getByRole("heading", well).waitFor();
  });

  test("who is in with a token has to sign in again once it has expired", async () => {
    const { page, form, button } = await visit();
    await form.getByLabel("Token").check();
    await form.locator("input[type=password]").fill(await token({ role: "admin" }, 8));
    await button.click();
    await page.getByRole("heading", well).waitFor();
    await form
      .getByRole("alert")
      .getByText(/expired/)
      .waitFor();
  });
});

function token(claims: Record<string, unknown>, seconds = 600): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256" })
    .setExpirationTime(new Date(Date.now() + seconds * 1000))
    .sign(new TextEncoder().encode(signingSecret));
}
