import { demoDatabases } from "../../examples/demo/databases.ts";
import type { SluiceConfig } from "../../src/config/index.ts";
import { copyDemo } from "./databases.ts";
import { demoConfig, startGateway, type TestGateway } from "./gateway.ts";

/** The demo, over databases of its own: for tests that write. */
export interface DemoCopy {
  readonly gateway: TestGateway;
  dispose(): Promise<void>;
}

/** @param others what the configuration has beside the databases. */
export async function startDemoCopy(others: Omit<SluiceConfig, "databases"> = {}): Promise<DemoCopy> {
  const copies = await Promise.all(demoDatabases.map(async (name) => ({ name, database: await copyDemo(name) })));
  const urls = Object.fromEntries(
    copies.map(({ name, database }) => [name, { url: database.url, pool: { size: 1, overflow: 4 } }]),
  );
  const gateway = await startGateway({ ...demoConfig(urls), ...others });
  return {
    gateway,
    async dispose() {
      await gateway.dispose();
      for (const { database } of copies) await database.dispose();
    },
  };
}
