import { once } from "node:events";
import { connect, createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { startDeadline } from "../../../src/pools/deadline.ts";

test("an answer that arrived while the process was stalled is in time", async () => {
  const listener = createServer();
  await once(listener.listen(0, "127.0.0.1"), "listening");
  const address = listener.address();
  const client = connect(typeof address === "object" && address ? address.port : 0, "127.0.0.1");
  const [server] = await once(listener, "connection");
  onTestFinished(() => {
    client.destroy();
    server.destroy();
    listener.close();
  });

  const outcome = await new Promise((resolve) => {
    const stop = startDeadline(5, () => resolve("too late"));
    client.once("data", () => {
      stop();
      resolve("answered");
    });
    server.write("answer");
    const stalledUntil = performance.now() + 30;
    while (performance.now() < stalledUntil);
  });
  expect(outcome).toBe("answered");
});

test("a deadline beyond what a timer can hold does not end at once", async () => {
  let hasExpired = false;
  const stop = startDeadline(2 ** 40, () => {
    hasExpired = true;
  });
  onTestFinished(stop);
  await new Promise((resolve) => startDeadline(5, () => resolve(undefined)));
  expect(hasExpired).toBe(false);
});
