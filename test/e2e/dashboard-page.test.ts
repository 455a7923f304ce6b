import axe from "axe-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startBrowser, type TestBrowser } from "../support/browser/browser.ts";
import { findChromium } from "../support/browser/chromium.ts";
import { startDemoGateway, type TestGateway } from "../support/gateway.ts";
import { startProxy } from "../support/proxy.ts";

const chromium = await findChromium();
const reason = "missing" in chromium ? ` (skipped: ${chromium.missing})` : "";

describe.skipIf(reason !== "")(`the dashboard as a page${reason}`, () => {
  let browser: TestBrowser;
  let gateway: TestGateway;
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  let address: string;
  beforeAll(async () => {
    browser = await startBrowser(chromium);
    gateway = await startDemoGateway();
    // Something to see on every page.
    await gateway.data("{ shopOrders(limit: 1) { id } }");
    await gateway.data(
      'mutation { a: drainPool(database: "shop") { database } b: closePool(database: "support") { database } }',
    );
    proxy = await startProxy(gateway.url);
    address = new URL("/dashboard", gateway.url).href;
  });
  afterAll(async () => {
    await browser?.close();
    await proxy?.close();
    await gateway?.dispose();
  });
  afterEach(async () => {
    await browser.leave();
    expect(browser.problems()).toEqual([]);
  });

  describe.each(["light", "dark"] as const)("in %s colours", (colorScheme) => {
    test.each([
      ["the overview", "", "1 of 3 databases in trouble"],
      ["a database", "#/databases/shop", "shop OK"],
      ["a database in trouble", "#/databases/support", "support Closed"],
      ["the events", "#/events", "Events"],
    ])("axe finds nothing in %s", async (_, hash, heading) => {
      const page = await browser.open(`${address}${hash}`, { colorScheme });
      await page.getByRole("heading", { level: 1, name: heading }).waitFor();
      await page.getByText("Live", { exact: true }).waitFor();
      expect(await violations(page)).toEqual([]);
    });

    test("axe finds nothing in a question", async () => {
      const page = await browser.open(`${address}#/databases/shop`, { colorScheme });
      await page.getByRole("button", { name: "Resize" }).click();
      await page.getByRole("dialog").waitFor();
      expect(await violations(page)).toEqual([]);
    });
  });

  test("the colours are those of the system until somebody chooses others, who finds them again", async () => {
    const page = await browser.open(address, { colorScheme: "dark" });
    const background = () => page.evaluate<string>("getComputedStyle(document.documentElement).backgroundColor");
    await page.getByRole("heading", { level: 1 }).waitFor();
    const dark = await background();
    await page.getByRole("combobox", { name: "Colours" }).selectOption("light");
    const light = await background();
    expect(light).not.toBe(dark);
    await page.reload();
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await background()).toBe(light);
    await page.getByRole("combobox", { name: "Colours" }).selectOption("auto");
    expect(await background()).toBe(dark);
  });

  test.each(["", "#/databases/shop", "#/events"])("%s needs no sideways scrolling at a width of 360", async (hash) => {
    const page = await browser.open(`${address}${hash}`, { viewport: { width: 360, height: 740 } });
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.getByText("Live", { exact: true }).waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
  });

  test("says since when it is stale, and connects again by itself", async () => {
    const page = await browser.open(new URL("/dashboard", proxy.url).href);
    await page.getByText("Live", { exact: true }).waitFor();
    await proxy.refuse();
    proxy.reset();
    await page.getByText(/^Stale since \d\d:\d\d:\d\d: the gateway is not heard of/).waitFor();
    await proxy.pass();
    await page.getByText("Live", { exact: true }).waitFor();
    expect(await page.getByText(/^Stale since/).all()).toEqual([]);
  });

  test("notices that nothing comes any more although the connection is open", async () => {
    const page = await browser.open(new URL("/dashboard", proxy.url).href);
    await page.getByText("Live", { exact: true }).waitFor();
    proxy.blackHole();
    await page.getByText(/^Stale since/).waitFor();
    await proxy.pass();
    await page.getByText("Live", { exact: true }).waitFor();
  });

  test("opens although the gateway is away at first", async () => {
    const page = await browser.open(new URL("/dashboard", proxy.url).href, {
      // The page is there, and nothing else.
      first: `const real = fetch; let times = 0;
        globalThis.fetch = (...given) => ((times += 1) < 3 ? Promise.reject(new TypeError("away")) : real(...given));`,
    });
    await page.getByRole("heading", { level: 1, name: /in trouble/ }).waitFor();
  });

  test("the first view weighs less than 150 kB, and comes from this gateway alone", async () => {
    const page = await browser.open("about:blank");
    const loads: Promise<number>[] = [];
    const hosts = new Set<string>();
    page.on("requestfinished", (request) => {
      const { host, pathname } = new URL(request.url());
      hosts.add(host);
      if (pathname.startsWith("/dashboard"))
        loads.push(
          request.sizes().then(({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize),
        );
    });
    await page.goto(address);
    await page.getByText("Live", { exact: true }).waitFor();
    await page.waitForLoadState("networkidle");
    const bytes = (await Promise.all(loads)).reduce((sum, load) => sum + load, 0);
    expect(loads.length).toBeGreaterThanOrEqual(3);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(150_000);
    expect([...hosts]).toEqual([new URL(address).host]);
  });

  /** What axe calls serious or worse, and where. */
  async function violations(page: Awaited<ReturnType<TestBrowser["open"]>>): Promise<readonly string[]> {
    // Not as a script of the page, whose policy would refuse it.
    await page.evaluate(axe.source);
    const found: axe.AxeResults = await page.evaluate("axe.run(document)");
    return found.violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
  }
});
