import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import type { PoolConfig } from "../../../src/config/index.ts";
import { runCommand } from "../../support/command.ts";
import { watchBystander } from "../../support/faults/bystander.ts";
import { clientCode } from "../../support/faults/client-code.ts";
import { recordCode } from "../../support/faults/record.ts";
import type { TestGateway } from "../../support/gateway.ts";

/** A gateway in a process of its own, to which its own file says where hosts are. */
export interface GatewayWithHosts {
  /** Replaces what the file says. */
  leadTo(address: string | undefined): void;
  /** As `Scene.ask`. */
  ask(): Promise<string>;
  readonly send: TestGateway["send"];
}

/** The name of the host; no server of names knows it. */
export const host = "shop.test";

const script = `mount --bind "$1" /etc/hosts && mount --bind "$2" /etc/nsswitch.conf && shift 2 && exec "$@"`;

/** Serves `shop` and `billing`, and is watched from there on. Ends with the test, and must leave nothing behind then. */
export async function startWithHosts(shop: string, billing: string, pool: PoolConfig): Promise<GatewayWithHosts> {
  const folder = mkdtempSync(join(tmpdir(), "sluice-hosts-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const hosts = join(folder, "hosts");
  // Written where it is: the file is mounted, not its name.
  const leadTo = (address: string | undefined) =>
    writeFileSync(hosts, `127.0.0.1 localhost\n${address === undefined ? "" : `${address} ${host}\n`}`);
  leadTo("127.0.0.1");
  const lookup = join(folder, "nsswitch.conf");
  writeFileSync(lookup, "hosts: files\n");
  const databases = { shop: { url: shop, pool }, billing: { url: billing, pool: { size: 2, overflow: 2 } } };
  writeFileSync(join(folder, "sluice.config.mjs"), `export default ${JSON.stringify({ databases })}`);

  const through = ["unshare", "--mount", "sh", "-c", script, "sh", hosts, lookup];
  const running = runCommand("src/cli/main.ts", ["--port", "0"], { cwd: folder, through });
  onTestFinished(async () => {
    running.interrupt();
    expect(await running.ended).toBe(0);
  });
  const [, url = ""] = await running.waitFor(/serves (http:\/\/\S+)/);
  const send: GatewayWithHosts["send"] = async (query) => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(url, { method: "POST", headers, body: JSON.stringify({ query }) });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  const bystander = await watchBystander({ send });
  onTestFinished(() => bystander.end());
  return {
    leadTo,
    send,
    async ask() {
      const code = clientCode(await send("{ shopItems { note } billingBills { id } }"));
      if (code !== "ok") recordCode(code);
      return code;
    },
  };
}
