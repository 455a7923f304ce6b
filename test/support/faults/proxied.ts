import { onTestFinished } from "vitest";
import { lendDatabase, type TestDatabase } from "../databases.ts";
import { startProxy, type Proxy as TcpProxy } from "../proxy.ts";
import { openScene, type Scene, type SceneOptions } from "./scene.ts";

export interface ProxiedScene {
  readonly scene: Scene;
  readonly proxy: TcpProxy;
  /** `shop`, past the proxy. */
  readonly database: TestDatabase;
}

/** A scene whose `shop` is reached through a proxy. */
export async function openProxied(pool: SceneOptions["pool"] = {}): Promise<ProxiedScene> {
  const database = await lendDatabase();
  onTestFinished(() => database.dispose());
  const proxy = await startProxy(database.url);
  onTestFinished(() => proxy.close());
  const scene = await openScene({ url: proxy.url, direct: database.url, pool });
  return { scene, proxy, database };
}
