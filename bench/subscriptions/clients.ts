import { connect } from "node:net";

// Clients that only count what they are told: reading JSON would cost more than the gateway does.

const [address = "", count = "0"] = process.argv.slice(2);
const { port, host, pathname } = new URL(address);
const query = `subscription { poolStats(interval: 1000) {
  database sampledAt state total idle inUse connecting waiting max utilization acquired queries errors timeouts
  acquireMs { p50 p95 p99 } queryMs { p50 p95 p99 } breaker { state failures }
} }`;
const body = JSON.stringify({ query });
const request = `POST ${pathname} HTTP/1.1\r\nhost: ${host}\r\naccept: text/event-stream\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

const values = Array.from({ length: Number(count) }, () => 0);
const sockets = await Promise.all(values.map((_, index) => watch(index)));
process.send?.({ ready: "yes" });
process.on("message", (message) => {
  if (message === "begin") {
    values.fill(0);
    return;
  }
  const sum = values.reduce((all, each) => all + each, 0);
  process.send?.({
    delivered: JSON.stringify({ values: sum, fewest: Math.min(...values), most: Math.max(...values) }),
  });
  for (const socket of sockets) socket.destroy();
});

/** Resolves with the first value. */
function watch(index: number): Promise<ReturnType<typeof connect>> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), "127.0.0.1");
    socket.once("error", reject);
    socket.setEncoding("latin1").on("data", (text) => {
      const found = String(text).split("event: next").length - 1;
      values[index] = (values[index] ?? 0) + found;
      if (found > 0) resolve(socket);
    });
    socket.write(request);
  });
}
