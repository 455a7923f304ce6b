import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../..");
const sources = join(root, "src/dashboard");
const page = join(root, "dist/dashboard/index.html");

/** Builds the dashboard where it is not there, or older than its sources: what is tested is what was written. */
export function buildDashboard(): void {
  if (newest(sources) < (modified(page) ?? 0)) return;
  const vite = join(root, "node_modules/vite/bin/vite.js");
  const config = join(sources, "vite.config.ts");
  execFileSync(process.execPath, [vite, "build", "--config", config, "--logLevel", "warn"], {
    stdio: "inherit",
    // As users have it, whatever the tests run in.
    env: { ...process.env, NODE_ENV: "production" },
  });
}

function newest(folder: string): number {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return Math.max(...names.map((name) => modified(join(folder, name)) ?? 0));
}

function modified(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}
