import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { until } from "./support.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.dispose());

const program = (url: string) => `
  import { createPools } from "sluice/pools";
  import { resolvePool } from ${JSON.stringify(new URL("../../../src/config/index.ts", import.meta.url).href)};
  const settings = resolvePool("shop", { size: 1, applicationName: "killed", statementTimeout: 0 });
  const pools = createPools([{ name: "shop", connection: { url: ${JSON.stringify(url)} }, settings }]);
  await pools.get("shop").value({ text: "select pg_sleep(600)" });
`;

test("the statement of a process that was killed does not go on", async ({ skip }) => {
  const [row] = await database.query("select current_setting('server_version_num')::int as version");
  skip(Number(row?.version) < 140_000, "this server does not look for its clients");
  const child = spawn(
    process.execPath,
    [
      "--conditions=@sluice/source",
      "--disable-warning=ExperimentalWarning",
      "--input-type=module",
      "--eval",
      program(database.url),
    ],
    { stdio: "inherit" },
  );
  const backends = () =>
    database.query("select 1 from pg_stat_activity where application_name = 'killed' and state = 'active'");
  await until(async () => (await backends()).length === 1 || child.exitCode !== null);
  expect(child.exitCode).toBe(null);
  child.kill("SIGKILL");
  await once(child, "exit");
  await until(async () => (await backends()).length === 0);
});
