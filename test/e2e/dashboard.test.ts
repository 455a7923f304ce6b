import { Client } from "pg";
import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { startBrowser, type TestBrowser } from "../support/browser/browser.ts";
import { findChromium } from "../support/browser/chromium.ts";
import { createDatabase, type TestDatabase } from "../support/databases.ts";
import { startGateway, type TestGateway } from "../support/gateway.ts";
import { type Server, startServer } from "../support/server.ts";

const chromium = await findChromium();
const reason = "missing" in chromium ? ` (skipped: ${chromium.missing})` : "";
const tables = "create table notes (id int primary key); insert into notes values (1)";

describe.skipIf(reason !== "")(`the dashboard${reason}`, () => {
  let browser: TestBrowser;
  let shop: TestDatabase;
  /** Of the database that a test stops. */
  let server: Server;
  let gateway: TestGateway;
  let address: string;
  beforeAll(async () => {
    browser = await startBrowser(chromium);
    shop = await createDatabase(tables);
    server = await startServer();
    await server.query(tables);
    const patient = { acquireTimeout: 60_000, lockTimeout: 0 };
    gateway = await startGateway({
      databases: {
        ledger: { url: server.url, pool: { size: 2, overflow: 1 } },
        shop: { url: shop.url, pool: { size: 2, overflow: 1, ...patient } },
      },
      budget: 20,
    });
    address = new URL("/dashboard", gateway.url).href;
  });
  afterAll(async () => {
    await browser?.close();
    await gateway?.dispose();
    await server?.dispose();
    await shop?.dispose();
  });
  afterEach(async () => {
    await browser.leave();
    expect(browser.problems()).toEqual([]);
  });

  const pool = (name: string) => gateway.gateway.pools.get(name);

  test("opens at once where nobody has to say who they are, with every database", async () => {
    const page = await browser.open(address);
    await page.getByRole("heading", { name: "All 2 databases are well" }).waitFor();
    expect(await page.getByRole("article").all()).toHaveLength(2);
    await page.getByText("Live", { exact: true }).waitFor();
    await page.getByRole("article", { name: "shop" }).getByText("OK").waitFor();
    expect(await page.title()).toBe("Sluice");
    expect(await page.getByRole("link", { name: "GraphiQL" }).getAttribute("href")).toBe("/graphql");
  });

  test("shows in numbers, in the chart and in words that borrowers wait", async () => {
    const page = await browser.open(address);
    const row = page.getByRole("article", { name: "shop" });
    const chart = row.getByRole("img");
    const release = await hold(shop, "notes");
    const answers = Array.from({ length: 5 }, () => gateway.send("query Notes { shopNotes { id } }"));
    await row.getByText("2 borrowers wait: all 3 connections are in use").waitFor();
    await expect.poll(() => chart.getAttribute("aria-label")).toMatch(/Waiting: 2 now, at most [23] at /);
    await expect.poll(() => painted(page, "shop", "waiting")).toBeGreaterThan(0);
    expect(await figures(row)).toMatchObject({ "In use": "3 / 3", Waiting: "2" });
    expect(await page.getByRole("article").first().getAttribute("aria-label")).toBe("shop");
    expect(await page.title()).toBe("(1) shop – Sluice");

    await row.getByRole("link", { name: "shop" }).click();
    await page.getByRole("heading", { level: 1, name: "shop Critical" }).waitFor();
    const lease = page.getByRole("region", { name: "Table: Longest leases" }).getByRole("row").nth(1);
    await lease.getByText("Notes", { exact: true }).waitFor();
    await lease.getByText("notes", { exact: true }).waitFor();

    await release();
    await Promise.all(answers);
    await page.getByRole("heading", { level: 1, name: "shop OK" }).waitFor();
    const statements = page.getByRole("region", { name: "Table: Slowest statements" }).getByRole("row");
    await statements.filter({ hasText: "Notes" }).filter({ hasText: "notes select" }).waitFor();
    await page.getByRole("link", { name: "Overview" }).click();
    await expect.poll(() => figures(row)).toMatchObject({ "In use": "0 / 3", Waiting: "0" });
  });

  test("a database that stops is red within two ticks, says why, and is green once it is back", async () => {
    const page = await browser.open(address, { first: countLateTicks("ledger") });
    const row = page.getByRole("article", { name: "ledger" });
    await row.getByText("OK").waitFor();
    await server.stop();
    await row.locator(".badge", { hasText: "Down" }).waitFor();
    await row.getByText(/^Down since \d\d:\d\d:\d\d .*: DATABASE_UNAVAILABLE$/).waitFor();
    expect(await page.evaluate("lateTicks")).toBeLessThanOrEqual(2);
    await page.getByRole("heading", { name: "1 of 2 databases in trouble" }).waitFor();
    expect(await page.getByRole("article").first().getAttribute("aria-label")).toBe("ledger");
    expect(await row.getAttribute("class")).toContain("critical");
    await server.start();
    await row.getByText("OK").waitFor();
    await page.getByRole("heading", { name: "All 2 databases are well" }).waitFor();
    expect(await row.getAttribute("class")).toContain("well");
  });

  test("a pool is resized where that is confirmed, and only then", async () => {
    const page = await browser.open(`${address}#/databases/shop`);
    await page.getByRole("button", { name: "Resize" }).click();
    const dialog = page.getByRole("dialog", { name: "Resize shop?" });
    await dialog.getByLabel("More under load").fill("4");
    await dialog.getByText("From 2 + 1 to 2 + 4: at most 6 connections.").waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(pool("shop").settings.overflow).toBe(1);

    await page.getByRole("button", { name: "Resize" }).click();
    await dialog.getByLabel("Kept open").fill("3");
    await dialog.getByRole("button", { name: "Resize" }).click();
    await page.getByText("shop keeps 3 connections now, and 1 more under load.").waitFor();
    expect(pool("shop").settings).toMatchObject({ size: 3, overflow: 1 });
    await page.getByText("3 connections are kept now, and 1 more under load, as admin asked.").waitFor();
    await expect.poll(() => figures(page.locator(".database"))).toMatchObject({ "In use": "0 / 4" });
  });

  test("what a verb is refused with is said where it was asked for", async () => {
    const page = await browser.open(`${address}#/databases/shop`);
    await page.getByRole("button", { name: "Resize" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Kept open").fill("100");
    await dialog.getByRole("button", { name: "Resize" }).click();
    await dialog.getByRole("alert").waitFor();
    expect(await dialog.getByRole("alert").textContent()).toMatch(/^databases\.shop\.pool\.size: /);
  });

  test("a pool is closed and reopened, and what makes no sense cannot be asked for", async () => {
    const page = await browser.open(`${address}#/databases/shop`);
    const button = (name: string) => page.getByRole("button", { name: `${name} …`, exact: true });
    await page.getByRole("heading", { level: 1, name: "shop OK" }).waitFor();
    expect(await button("Reopen").getAttribute("aria-disabled")).toBe("true");
    expect(await button("Reset breaker").getAttribute("aria-disabled")).toBe("true");
    await button("Close").click();
    const dialog = page.getByRole("dialog", { name: "Close shop?" });
    await dialog.getByText(/every request to this database fails with POOL_CLOSED/).waitFor();
    await dialog.getByRole("button", { name: "Close" }).click();
    await page.getByText("shop is closed.").waitFor();
    await page.getByText(/^Closed by admin since .*: requests get POOL_CLOSED$/).waitFor();
    expect(await button("Drain").getAttribute("aria-disabled")).toBe("true");
    await button("Reopen").click();
    await page.getByRole("dialog").getByRole("button", { name: "Reopen" }).click();
    await page.getByRole("heading", { level: 1, name: "shop OK" }).waitFor();
    expect(pool("shop").stats().state).toBe("open");
  });

  test("the log of events is filtered by database and by kind, and its address keeps the filter", async () => {
    await gateway.data(
      'mutation { a: drainPool(database: "shop") { database } b: drainPool(database: "ledger") { database } }',
    );
    const page = await browser.open(`${address}#/events`);
    const log = page.getByRole("main").getByRole("listitem");
    await page.getByLabel("Kind").selectOption("Drained");
    await expect.poll(() => log.getByRole("link").allTextContents()).toEqual(["ledger", "shop"]);
    await page.getByLabel("Database").selectOption("shop");
    await expect.poll(() => log.getByRole("link").allTextContents()).toEqual(["shop"]);
    expect(page.url()).toBe(`${address}#/events?database=shop&kind=Drained`);
    await gateway.data('mutation { drainPool(database: "shop") { database } }');
    await log.getByText(/2 times since/).waitFor();
    await page.reload();
    await log.getByText(/2 times since/).waitFor();
    expect(await log.all()).toHaveLength(1);
  });

  test("the pointer reads a moment of the chart", async () => {
    const page = await browser.open(address);
    const row = page.getByRole("article", { name: "shop" });
    await row.locator(".u-over").hover();
    await row
      .locator(".readout")
      .filter({ hasText: /\d\d:\d\d:\d\d.*In use \d+.*Idle \d+.*Waiting \d+.*At most \d+/ })
      .waitFor();
    await page.getByRole("heading", { level: 1 }).hover();
    await row.locator(".readout").waitFor({ state: "detached" });
  });

  test("GraphiQL opens with a query about the database", async () => {
    const page = await browser.open(`${address}#/databases/shop`);
    await page.getByRole("link", { name: "In GraphiQL" }).click();
    await page
      .getByText(/statements\(limit: 5\)|pool/)
      .first()
      .waitFor();
    expect(new URL(page.url()).searchParams.get("query")).toContain('pool(database: "shop")');
  });

  test("everything can be reached and done by keyboard", async () => {
    const page = await browser.open(address);
    await page.getByRole("article", { name: "shop" }).waitFor();
    const focused = () => page.evaluate<string>('document.activeElement?.textContent?.trim() ?? ""');
    const tabTo = async (text: string | RegExp) => {
      for (let presses = 0; presses < 60; presses += 1) {
        await page.keyboard.press("Tab");
        if (text instanceof RegExp ? text.test(await focused()) : (await focused()) === text) return;
      }
      throw new Error(`The Tab key does not lead to ${text}.`);
    };
    await tabTo("Skip to the content");
    await page.keyboard.press("Enter");
    await tabTo("shop");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: /^shop/ }).waitFor();
    await tabTo("Drain …");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Drain shop?" }).waitFor();
    await tabTo("Cancel");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await focused()).toBe("Drain …");
    await tabTo("The charts as a table");
    await page.keyboard.press("Enter");
    await page.getByRole("region", { name: "Table: The charts" }).waitFor();
    await tabTo("All of shop");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Events" }).waitFor();
  });
});

/** Counts in a page how often it was told that a database is down before its row says so. */
const countLateTicks = (database: string) => `
  globalThis.lateTicks = 0;
  globalThis.WebSocket = class extends WebSocket {
    constructor(...options) {
      super(...options);
      this.addEventListener("message", ({ data }) => {
        const told = JSON.parse(data).payload?.data?.poolStats?.find((stats) => stats.database === "${database}");
        const row = document.querySelector('[aria-label="${database}"]');
        if (told?.state === "DOWN" && !row.classList.contains("critical")) globalThis.lateTicks += 1;
      });
    }
  };`;

/** The numbers of a pool as they stand there, by their titles. */
async function figures(within: Locator): Promise<Readonly<Record<string, string>>> {
  const [titles, values] = await Promise.all(
    [".figure dt", ".figure dd"].map((part) => within.locator(part).allTextContents()),
  );
  return Object.fromEntries((titles ?? []).map((title, index) => [title, values?.[index] ?? ""]));
}

/** How many pixels of the chart of a database have a colour of the style sheet. */
function painted(page: Page, database: string, colour: string): Promise<number> {
  return page.evaluate(`(() => {
    const canvas = document.querySelector('[aria-label="${database}"] canvas');
    const key = document.querySelector(".legend .paint-${colour}");
    const wanted = getComputedStyle(key).color.match(/\\d+/g).map(Number);
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let at = 0; at < data.length; at += 4) if (wanted.every((part, index) => data[at + index] === part)) count += 1;
    return count;
  })()`);
}

/** Keeps a table for itself until what it returns is called, or the test is over. */
async function hold({ url }: TestDatabase, table: string): Promise<() => Promise<void>> {
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  onTestFinished(() => client.end());
  await client.query(`begin; lock table ${table} in access exclusive mode`);
  return async () => void (await client.query("rollback"));
}
