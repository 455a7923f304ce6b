import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startBrowser, type TestBrowser } from "../support/browser/browser.ts";
import { findChromium } from "../support/browser/chromium.ts";
import { startTraffic } from "../support/browser/traffic.ts";
import { copyDemo, demoUrl, type TestDatabase } from "../support/databases.ts";
import { demoConfig, startGateway, type TestGateway } from "../support/gateway.ts";
import { startProxy } from "../support/proxy.ts";

const chromium = await findChromium();
const reason = "missing" in chromium ? ` (skipped: ${chromium.missing})` : "";
const folder = join(import.meta.dirname, "../../docs/images");

// `npm run pictures` keeps what is seen here, after as much traffic and trouble as charts can show; otherwise it is looked at,
// and thrown away.
const isKept = process.env.UPDATE_GOLDEN === "1";
const minutes = isKept ? { traffic: 12.5, trouble: 0.75 } : { traffic: 0, trouble: 0 };
const most = (minutes.traffic + minutes.trouble + 3) * 60_000;

describe.skipIf(reason !== "")(`pictures of the dashboard${reason}`, { timeout: most }, () => {
  let browser: TestBrowser;
  let shop: TestDatabase;
  let gateway: TestGateway;
  let address: string;
  let stopTraffic: () => Promise<void>;
  let holder: Client;
  let stuck: readonly Promise<unknown>[];
  /** In front of the database that goes away. */
  let billing: Awaited<ReturnType<typeof startProxy>>;
  beforeAll(async () => {
    browser = await startBrowser(chromium);
    shop = await copyDemo("shop");
    billing = await startProxy(demoUrl("billing"));
    // Nobody gives up while it is looked at.
    const timeouts = { acquireTimeout: 300_000, queryTimeout: 300_000, statementTimeout: 0, lockTimeout: 0 };
    const pool = { size: 3, overflow: 5, ...timeouts };
    const databases = { shop: { url: shop.url, pool }, billing: { url: billing.url }, support: { pool } };
    gateway = await startGateway({ ...demoConfig(databases), budget: 30 });
    address = new URL("/dashboard", gateway.url).href;
    stopTraffic = startTraffic(gateway);
    // Servers are asked about themselves only while somebody looks.
    const page = await browser.open(address);
    await page
      .getByRole("article", { name: "shop" })
      .getByText(/\/ [1-9]\d\d$/)
      .waitFor();
    await browser.leave();
    await pause(minutes.traffic * 60_000);
    // Everything goes wrong at once.
    holder = new Client({ connectionString: shop.url });
    holder.on("error", () => {});
    await holder.connect();
    await holder.query("begin; lock table orders in access exclusive mode");
    await billing.refuse();
    billing.reset();
    stuck = Array.from({ length: 9 }, () => gateway.send("query RecentOrders { shopOrders(limit: 20) { id total } }"));
    await pause(minutes.trouble * 60_000);
  }, most);
  afterAll(async () => {
    await holder?.end();
    await Promise.all(stuck ?? []);
    await stopTraffic?.();
    await browser?.close();
    await gateway?.dispose();
    await billing?.close();
    await shop?.dispose();
  });

  const wide = { width: 1280, height: 720 };
  const narrow = { width: 360, height: 740 };
  test.each([
    ["dashboard", "", "light", wide, "2 of 3 databases in trouble"],
    ["dashboard-dark", "", "dark", wide, "2 of 3 databases in trouble"],
    ["dashboard-narrow", "", "dark", narrow, "2 of 3 databases in trouble"],
    ["dashboard-database", "#/databases/shop", "light", wide, "shop Critical"],
    ["dashboard-events", "#/events?kind=notable", "dark", wide, "Events"],
  ] as const)("%s", async (name, hash, colorScheme, viewport, heading) => {
    const page = await browser.open(`${address}${hash}`, { colorScheme, viewport, deviceScaleFactor: 1.5 });
    await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    await page.getByText("Live", { exact: true }).waitFor();
    if (name === "dashboard") await page.getByText(/^Down since .*: DATABASE_UNAVAILABLE$/).waitFor();
    if (name === "dashboard-database") await page.getByRole("region", { name: "Table: Longest leases" }).waitFor();
    const picture = await page.screenshot({ animations: "disabled" });
    expect(picture.subarray(1, 4).toString()).toBe("PNG");
    const file = join(folder, `${name}.png`);
    if (isKept) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, picture);
    }
    expect(existsSync(file), `${file} is there: npm run pictures`).toBe(true);
    expect(browser.problems()).toEqual([]);
    await browser.leave();
  });
});
