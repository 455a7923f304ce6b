import { execFileSync } from "node:child_process";
import { expect, onTestFinished } from "vitest";
import { expectBalance, fault, openProxied, type ProxiedScene } from "../../support/faults/index.ts";

const limits = { acquireTimeout: 300, connectTimeout: 2_000 };

fault("N2a", async () => {
  const proxied = await openProxied(limits);
  proxied.proxy.blackHole();
  await expectNothingTaken(proxied);

  await proxied.proxy.pass();
  await proxied.scene.recovers();
});

fault("N2b", async () => {
  const proxied = await openProxied(limits);
  const rule = ["INPUT", "-i", "lo", "-p", "tcp", "--dport", String(proxied.proxy.port), "-j", "DROP"];
  const iptables = (action: "-I" | "-D") => execFileSync("iptables", ["-w", action, ...rule]);
  iptables("-I");
  let isThere = true;
  const remove = () => {
    if (isThere) iptables("-D");
    isThere = false;
  };
  onTestFinished(remove);
  await expectNothingTaken(proxied);

  remove();
  await proxied.scene.recovers();
});

/** While nobody answers, and no connection is left from before. */
async function expectNothingTaken({ scene }: ProxiedScene): Promise<void> {
  const waited: number[] = [];
  const stop = scene.pool.on((event) => event.kind === "AcquireTimedOut" && waited.push(event.waitedMs));
  onTestFinished(stop);
  scene.pool.drain();
  const answers = await Promise.all(Array.from({ length: 20 }, () => scene.ask()));
  expect(answers).not.toContain("ok");
  // Whoever came late has the outcome of an attempt instead.
  expect(waited.length).toBeGreaterThan(0);
  expect(Math.min(...waited)).toBeGreaterThanOrEqual(limits.acquireTimeout);
  expect(scene.pool.stats()).toMatchObject({ waiting: 0, inUse: 0, timeouts: waited.length });
  expectBalance(scene.pool);
}
