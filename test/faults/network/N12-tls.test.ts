import { chownSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { generate } from "selfsigned";
import { expect, onTestFinished } from "vitest";
import { fault, openScene } from "../../support/faults/index.ts";
import { startProxy } from "../../support/proxy.ts";
import { type Server, startServer } from "../../support/server.ts";

interface Case {
  /** What the address asks for. */
  readonly asks: "nothing" | "verify-full";
  readonly fault: (server: SecureServer) => Promise<void>;
  /** What operators read. */
  readonly cause: RegExp;
}

const cases = {
  N12a: { asks: "nothing", fault: ({ admit }) => admit("hostssl"), cause: /no encryption/ },
  N12b: { asks: "verify-full", fault: ({ show }) => show({}), cause: /self-signed certificate|signature/ },
  N12c: { asks: "verify-full", fault: ({ show }) => show({ of: "elsewhere" }), cause: /does not match/ },
  N12d: { asks: "verify-full", fault: ({ show }) => show({ of: "localhost", until: -1 }), cause: /expired/ },
  N12e: { asks: "verify-full", fault: ({ turn }) => turn("off"), cause: /does not support SSL/ },
} satisfies Record<string, Case>;

for (const row of ["N12a", "N12b", "N12c", "N12d", "N12e"] as const) fault(row, () => expectRefused(cases[row]));

async function expectRefused({ asks, fault: happen, cause }: Case): Promise<void> {
  const secure = await startSecureServer();
  const proxy = await startProxy(secure.server.url);
  onTestFinished(() => proxy.close());
  const url = new URL(proxy.url);
  url.hostname = "localhost";
  const parameters = asks === "nothing" ? "" : `?sslmode=${asks}&sslrootcert=${secure.authority}`;
  const direct = `${secure.server.url}?sslmode=no-verify`;
  const pool = { breaker: { resetAfter: 300 } };
  const scene = await openScene({ url: `${url.href}${parameters}`, direct, pool });
  expect(await scene.ask()).toBe("ok");

  const causes: string[] = [];
  const stop = scene.pool.on((event) => {
    if (event.kind === "Removed" && event.reason === "failed") causes.push(String(event.error?.cause));
  });
  onTestFinished(stop);
  await happen(secure);
  // The server needs a moment to read it.
  const isDown = () => {
    scene.pool.drain();
    return scene.pool.stats().state;
  };
  await expect.poll(isDown).toBe("down");
  const sent: Buffer[] = [];
  proxy.carry((link, way, bytes) => {
    if (way === "up") sent.push(bytes);
    link.send(way, bytes);
  });
  const { created } = scene.pool.stats();
  await expect.poll(() => scene.pool.stats().created).toBeGreaterThan(created + 1);
  expect(await scene.ask()).not.toBe("ok");
  expect(causes.filter((each) => !cause.test(each))).toEqual([]);
  const clear = Buffer.concat(sent);
  expect(clear.length).toBeGreaterThan(0);
  expect(clear.includes(decodeURIComponent(url.password))).toBe(false);
  expect(clear.includes("user")).toBe(asks === "nothing");

  await secure.mend();
  await scene.recovers();
}

interface Certificate {
  /** The host that it is of. */
  readonly of?: string;
  /** Days from now. */
  readonly until?: number;
}

interface SecureServer {
  readonly server: Server;
  /** The file of the certificate to trust. */
  readonly authority: string;
  /** A certificate of the authority, for a host; of itself, where it names none. */
  show(certificate: Certificate): Promise<void>;
  /** Who may connect: `host` is everybody, `hostssl` those with TLS. */
  admit(who: "host" | "hostssl"): Promise<void>;
  turn(ssl: "on" | "off"): Promise<void>;
  /** As at first. */
  mend(): Promise<void>;
}

const day = 86_400_000;

async function startSecureServer(): Promise<SecureServer> {
  const server = await startServer();
  onTestFinished(() => server.dispose());
  const data = join(server.directory, "data");
  // Of its own from before anything happens: later nobody may come in.
  const admin = new Client({ connectionString: server.url });
  await admin.connect();
  onTestFinished(() => admin.end());
  const algorithm = "sha256";
  const root = await generate([{ name: "commonName", value: "authority" }], {
    algorithm,
    extensions: [{ name: "basicConstraints", cA: true }],
  });
  const authority = join(server.directory, "authority.pem");
  writeFileSync(authority, root.cert);

  const reload = () => admin.query("select pg_reload_conf()");
  const show = async ({ of, until = 1 }: Certificate) => {
    const own = await generate([{ name: "commonName", value: of ?? "localhost" }], {
      algorithm,
      notBeforeDate: new Date(Date.now() - 2 * day),
      notAfterDate: new Date(Date.now() + until * day),
      extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: of ?? "localhost" }] }],
      ...(of !== undefined && { ca: { key: root.private, cert: root.cert } }),
    });
    const { uid, gid } = statSync(data);
    for (const [name, text] of [
      ["server.crt", own.cert],
      ["server.key", own.private],
    ] as const) {
      writeFileSync(join(data, name), text, { mode: 0o600 });
      chownSync(join(data, name), uid, gid);
    }
    await reload();
  };
  const admit = async (who: "host" | "hostssl") => {
    writeFileSync(join(data, "pg_hba.conf"), `${who} all all all scram-sha-256\n`);
    await reload();
  };
  const turn = async (ssl: "on" | "off") => {
    await admin.query(`alter system set ssl = ${ssl}`);
    await reload();
  };
  const mend = async () => {
    await show({ of: "localhost" });
    await turn("on");
    await admit("host");
  };
  await mend();
  const probe = async () => {
    const client = new Client({ connectionString: `${server.url}?sslmode=no-verify` });
    await client.connect();
    await client.end();
    return true;
  };
  await expect.poll(() => probe().catch(() => false)).toBe(true);
  return { server, authority, show, admit, turn, mend };
}
