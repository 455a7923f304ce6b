import { expect, onTestFinished, test } from "vitest";
import { createLive } from "../../../src/live/index.ts";
import { createPools } from "../../../src/pools/index.ts";
import { poolSettings } from "../pools/support.ts";

/** Pools of databases that nobody can connect to, which nothing here does. */
function watched() {
  const target = (name: string) => ({
    name,
    connection: { url: "postgres://nobody@127.0.0.1:1/none" },
    settings: poolSettings(),
    readOnly: false,
  });
  const pools = createPools([target("shop"), target("billing")]);
  const live = createLive(pools);
  onTestFinished(async () => {
    live.close();
    await pools.close();
  });
  return { pools, live, target };
}

const read = async <Value>(stream: AsyncIterator<Value, undefined>) => {
  const { value } = await stream.next();
  if (value === undefined) throw new Error("The stream is over.");
  return value;
};

test("all who look at one moment see the same sample, whatever their intervals are", async () => {
  const { live } = watched();
  const streams = [100, 100, 200].map((interval) => live.sampler.watch({ interval }));
  const first = await Promise.all(streams.map(read));
  expect(new Set(first.map(([sample]) => sample)).size).toBe(1);
  expect(first[0]?.map(({ database }) => database)).toEqual(["shop", "billing"]);
  const [a, b] = await Promise.all(streams.slice(0, 2).map(read));
  expect(a?.[0]).toBe(b?.[0]);
  expect(a?.[0]).not.toBe(first[0]?.[0]);
});

test("only what somebody looks at is sampled, and a slow reader gets the newest", async () => {
  const { live } = watched();
  const fast = live.sampler.watch({ databases: ["billing"], interval: 100 });
  const slow = live.sampler.watch({ databases: ["billing"], interval: 100 });
  const first = await read(slow);
  let last = await read(fast);
  for (let beat = 0; beat < 3; beat += 1) last = await read(fast);
  expect(await read(slow)).toEqual(last);
  expect(last).not.toEqual(first);
  expect(last.map(({ database }) => database)).toEqual(["billing"]);
});

test("a pool that was removed goes on to say that it is closed, and one that was added is there", async () => {
  const { pools, live, target } = watched();
  const stream = live.sampler.watch({ interval: 100 });
  const named = live.sampler.watch({ interval: 100, databases: ["billing"] });
  await read(stream);
  await pools.remove("billing");
  pools.create(target("support"));
  await expect.poll(async () => (await read(stream)).map(({ database }) => database)).toEqual(["shop", "support"]);
  await expect.poll(async () => (await read(named)).map(({ stats }) => stats.state)).toEqual(["closed"]);
});

test("nothing runs when nobody looks, and nobody can any more once it is closed", async () => {
  const { live } = watched();
  const controller = new AbortController();
  const stream = live.sampler.watch({ interval: 100, signal: controller.signal });
  const events = live.events.watch({});
  expect([live.sampler.readers, live.events.readers]).toEqual([1, 1]);
  await read(stream);
  controller.abort();
  await events.return();
  expect([live.sampler.readers, live.events.readers]).toEqual([0, 0]);
  const [late, later] = [live.sampler.watch({ interval: 100 }), live.events.watch({})];
  live.close();
  expect([await late.next(), await later.next(), await live.events.watch({}).next()]).toEqual(
    [1, 2, 3].map(() => ({ value: undefined, done: true })),
  );
});

test("events of the databases and kinds that were asked for", async () => {
  const { pools, live } = watched();
  const all = live.events.watch({});
  const some = live.events.watch({ databases: ["billing"], kinds: ["Drained"] });
  pools.get("shop").drain({ by: "ada" });
  pools.get("billing").resize({ size: 2 });
  pools.get("billing").drain();
  expect(await read(some)).toMatchObject({ kind: "Drained", database: "billing" });
  expect(await read(all)).toMatchObject({ kind: "Drained", database: "shop", by: "ada" });
  expect(await read(all)).toMatchObject({ kind: "Resized", database: "billing", size: 2 });
});

test("a reader who does not read keeps a bounded number of events", async () => {
  const { pools, live } = watched();
  const stream = live.events.watch({});
  for (let time = 0; time < 5_000; time += 1) pools.get("shop").drain();
  let told = 0;
  for (;;) {
    const event = await read(stream);
    if (event.kind === "EventsDropped") {
      expect(told + event.count).toBe(5_000);
      break;
    }
    told += 1;
  }
  expect(told).toBe(1_000);
});
