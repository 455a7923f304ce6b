import { createGateway } from "../../src/gateway/index.ts";
import { Samples } from "../../src/live/samples.ts";
import { usedHeap } from "../pool/heap.ts";

// A gateway that is watched, and says what that cost it.

const [url = "", sampling = "shared"] = process.argv.slice(2);

const gateway = await createGateway(
  { databases: { main: { url, prefix: "" } }, server: { port: 0 }, limits: { subscriptions: 10_000 } },
  { development: false },
);

if (sampling === "own") {
  // What is compared with: whoever looks takes a sample of its own.
  Samples.prototype.at = function takeAlone(database) {
    return this.now(gateway.pools.get(database));
  };
}
process.send?.({ url: (await gateway.start()).url });

const heap: number[] = [];
let began = { cpu: process.cpuUsage(), at: performance.now() };
let timer: NodeJS.Timeout | undefined;
process.on("message", (message) => {
  if (message === "begin") {
    heap.push(usedHeap());
    began = { cpu: process.cpuUsage(), at: performance.now() };
    timer = setInterval(() => heap.push(usedHeap()), 30_000);
    return;
  }
  clearInterval(timer);
  const { user, system } = process.cpuUsage(began.cpu);
  const cpu = (user + system) / 1_000 / (performance.now() - began.at);
  heap.push(usedHeap());
  process.send?.({ cost: JSON.stringify({ cpu, heap }) });
});
process.once("disconnect", () => void gateway.stop());
