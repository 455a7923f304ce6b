import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

export const demoDatabases = ["shop", "billing", "support"] as const;
export type DemoDatabase = (typeof demoDatabases)[number];

/** One folder per database, each with SQL files that run in the order of their names. */
export const demoFolder = fileURLToPath(new URL("../../schema/demo/", import.meta.url));

export interface SqlFile {
  readonly name: string;
  readonly text: string;
}

export async function readDemoFiles(database: DemoDatabase): Promise<SqlFile[]> {
  const folder = `${demoFolder}${database}`;
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(`${folder}/${name}`, "utf8") })));
}
