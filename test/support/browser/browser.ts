import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import type { Chromium } from "./chromium.ts";

/** A real browser, and what went wrong in its pages. */
export interface TestBrowser {
  /** A page of a new visitor, who has no cookies and nothing kept. */
  open(url: string, options?: OpenOptions): Promise<Page>;
  /** What pages complained of: errors of scripts, and what the policy of a page refused. Forgotten once it is read. */
  problems(): readonly string[];
  /** Ends the visits of a test. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

export interface OpenOptions extends BrowserContextOptions {
  /** Runs before any script of the page. */
  readonly first?: string;
}

/** How long a page may take until it shows what a test waits for, in milliseconds: less than the test may, which says less. */
const patience = 20_000;
/** Without what it does by itself on the network. */
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function startBrowser(found: Chromium): Promise<TestBrowser> {
  if ("missing" in found) throw new Error(found.missing);
  const env = { ...process.env, ...found.env };
  const browser: Browser = await chromium.launch({ executablePath: found.path, args: quiet, env });
  let problems: string[] = [];
  return {
    async open(url, { first, ...options } = {}) {
      const context = await browser.newContext(options);
      // Before any script of the page.
      await context.addInitScript(
        `document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
          console.error("Policy: " + violatedDirective + " " + blockedURI + " " + sample));`,
      );
      if (first !== undefined) await context.addInitScript(first);
      context.setDefaultTimeout(patience);
      const page = await context.newPage();
      page.on("pageerror", (error) => problems.push(error.stack ?? error.message));
      page.on("console", (message) => {
        if (message.type() === "error" && /policy|trusted/i.test(message.text())) problems.push(message.text());
      });
      await page.goto(url);
      return page;
    },
    problems() {
      const found = problems;
      problems = [];
      return found;
    },
    async leave() {
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    close: () => browser.close(),
  };
}
