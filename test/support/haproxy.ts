import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { freePort, untilOpen } from "./port.ts";

export interface HAProxy {
  /** Of the database of the first address, through the proxy. */
  readonly url: string;
  /** Says a command to its socket, and answers its answer. Servers are `db/s0`, `db/s1`, ... */
  admin(command: string): Promise<string>;
  stop(): Promise<void>;
}

export interface HAProxyOptions {
  /** Milliseconds that either side of a connection may be silent. */
  readonly timeout?: number;
}

/** A HAProxy in front of servers, which leads to the first of them until it is told otherwise. */
export async function startHAProxy(
  urls: readonly [string, ...string[]],
  { timeout = 3_600_000 }: HAProxyOptions = {},
): Promise<HAProxy> {
  const directory = mkdtempSync(join(tmpdir(), "sluice-haproxy-"));
  const port = await freePort();
  const socket = join(directory, "admin");
  const servers = urls.map((url, index) => `server s${index} ${new URL(url).host}${index > 0 ? " disabled" : ""}`);
  const lines = [
    "global",
    `stats socket ${socket} mode 600 level admin`,
    "defaults",
    "mode tcp",
    "timeout connect 1s",
    `timeout client ${timeout}`,
    `timeout server ${timeout}`,
    "listen db",
    `bind 127.0.0.1:${port}`,
    ...servers,
  ];
  const file = join(directory, "haproxy.cfg");
  writeFileSync(file, `${lines.join("\n")}\n`);
  const child = spawn("haproxy", ["-db", "-q", "-f", file], { stdio: ["ignore", "ignore", "inherit"] });
  await untilOpen("HAProxy", port, child);
  const through = new URL(urls[0]);
  through.port = String(port);
  return {
    url: through.href,
    admin: (command) => text(connect(socket).end(`${command}\n`)),
    async stop() {
      const ended = once(child, "exit");
      if (child.exitCode === null && child.signalCode === null) {
        child.kill("SIGTERM");
        await ended;
      }
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
