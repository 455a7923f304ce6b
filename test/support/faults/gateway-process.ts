import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { createGateway, type SluiceConfig } from "../../../src/index.ts";

// A gateway in a process of its own, over the databases of the configuration that is its argument. Beside its API it has
// a port that tells what no client sees: `/` answers the numbers of its pools and what its clock says, and `/stall?ms=`
// lets the event loop stand still for so long.

const config: SluiceConfig = JSON.parse(process.argv[2] ?? "{}");
const gateway = await createGateway({ ...config, server: { port: 0 } });

function stall(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end) {}
}

const control = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  if (pathname === "/stall") {
    response.end();
    // Answered first: who asks need not wait for it.
    await sleep(1);
    stall(Number(searchParams.get("ms")));
    return;
  }
  const pools = gateway.pools.all.map((pool) => [pool.name, pool.stats()]);
  response.end(JSON.stringify({ now: Date.now(), pools: Object.fromEntries(pools) }));
});
control.listen(0, "127.0.0.1", async () => {
  const { url } = await gateway.start();
  const address = control.address();
  console.log(`serves ${url} and ${typeof address === "object" ? address?.port : ""}`);
});

// A run of tests that was broken off leaves nothing behind.
const { ppid } = process;
setInterval(() => process.ppid !== ppid && process.exit(1), 1_000).unref();

process.once("SIGTERM", async () => {
  control.close();
  control.closeAllConnections();
  await gateway.stop();
});
