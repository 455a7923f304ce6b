import { expect, onTestFinished } from "vitest";
import { openScene, type Scene, type SceneOptions } from "../../support/faults/index.ts";
import { type Server, type ServerOptions, startServer } from "../../support/server.ts";

/** A server for one test. */
export async function useServer(settings: Readonly<Record<string, string>> = {}, options?: ServerOptions) {
  const server = await startServer(settings, options);
  onTestFinished(() => server.dispose());
  return server;
}

/** The scene on that server. */
export async function openOn(server: Server, options: Omit<SceneOptions, "url" | "direct"> = {}): Promise<Scene> {
  const scene = await openScene({ url: server.url, ...options });
  expect(await scene.ask()).toBe("ok");
  return scene;
}

/** A role that is no superuser; what it may use has to be made after this. */
export const app = { name: "app", password: "canary-3f9c1b" } as const;

/** The scene for a role that the server treats as any other one. */
export async function openAsApp(server: Server, options: Omit<SceneOptions, "url" | "direct"> = {}): Promise<Scene> {
  await server.query(`create role ${app.name} login password '${app.password}';
    alter default privileges in schema public grant all on tables to ${app.name}`);
  const url = new URL(server.url);
  url.username = app.name;
  url.password = app.password;
  const scene = await openScene({ url: url.href, direct: server.url, ...options });
  expect(await scene.ask()).toBe("ok");
  return scene;
}

const ofPool = "from pg_stat_activity where datname = current_database() and application_name = 'sluice/shop'";

/** The processes of the server that work for the gateway. */
export async function backends(scene: Scene, where = "true"): Promise<number[]> {
  const rows = await scene.query(`select pid ${ofPool} and ${where} order by pid`);
  return rows.map(({ pid }) => Number(pid));
}

/** Those that sleep in a nap, once there are so many. */
export async function napping(scene: Scene, count: number): Promise<number[]> {
  await expect.poll(() => backends(scene, "wait_event = 'PgSleep'")).toHaveLength(count);
  return backends(scene, "wait_event = 'PgSleep'");
}

/** Ends sessions of the gateway, as an administrator does. */
export async function terminate(scene: Scene, where = "true"): Promise<void> {
  await scene.query(`select pg_terminate_backend(pid) ${ofPool} and ${where}`);
}

/** The pool has as many connections as it is to keep, and nobody uses them. */
export async function expectRefilled({ pool }: Scene): Promise<void> {
  const { size } = pool.settings;
  await expect.poll(() => pool.stats()).toMatchObject({ state: "open", idle: size, total: size });
}
