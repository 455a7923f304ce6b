import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { delimiter, join } from "node:path";

/** A browser that is on this machine, or why there is none. */
export type Chromium =
  | { readonly path: string; readonly env: Readonly<Record<string, string>> }
  | { readonly missing: string };

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const home = join(import.meta.dirname, "../../../node_modules/.cache/chromium");

/** The one that `CHROMIUM` names, one of the `PATH`, or the one of an npm package, which has one for Linux on x64 only. */
export async function findChromium(): Promise<Chromium> {
  const named = process.env.CHROMIUM;
  if (named !== undefined) {
    if (!runs(named)) throw new Error(`CHROMIUM is ${named}, which is no browser that runs here.`);
    return { path: named, env: {} };
  }
  const folders = (process.env.PATH ?? "").split(delimiter);
  const installed = folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
  if (installed !== undefined && runs(installed)) return { path: installed, env: {} };
  if (process.platform !== "linux" || process.arch !== "x64") {
    return { missing: "there is no Chromium in the PATH, and no package that has one for this machine" };
  }
  return unpacked();
}

/** Unpacks the package's browser once, into the clone. */
async function unpacked(): Promise<Chromium> {
  const path = join(home, "chromium");
  const env = { LD_LIBRARY_PATH: join(home, "al2023/lib"), FONTCONFIG_PATH: join(home, "fonts/fonts") };
  if (!existsSync(path)) {
    await mkdir(join(home, ".."), { recursive: true });
    const folder = await mkdtemp(`${home}-`);
    // The package unpacks to where temporary files go, and brings libraries for machines that have next to none.
    const script = `import chromium, { inflate } from "@sparticuz/chromium";
      import { fileURLToPath } from "node:url";
      await chromium.executablePath();
      await inflate(fileURLToPath(new URL("../bin/al2023.tar.br", import.meta.resolve("@sparticuz/chromium"))));`;
    const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
      env: { ...process.env, TMPDIR: folder },
      encoding: "utf8",
    });
    if (status !== 0) return { missing: `the Chromium of the package cannot be unpacked: ${stderr.slice(-300)}` };
    // Another process may have been faster.
    await rename(folder, home).catch(() => rm(folder, { recursive: true }));
  }
  return runs(path, env) ? { path, env } : { missing: "the Chromium of the package does not run on this machine" };
}

function runs(path: string, env: Readonly<Record<string, string>> = {}): boolean {
  return spawnSync(path, ["--version"], { env: { ...process.env, ...env }, stdio: "ignore" }).status === 0;
}
