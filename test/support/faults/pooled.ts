import { onTestFinished } from "vitest";
import { lendDatabase, type TestDatabase } from "../databases.ts";
import { type PgBouncer, startPgBouncer } from "../pgbouncer.ts";
import { openScene, type Scene, type SceneOptions } from "./scene.ts";

export interface PooledScene {
  readonly scene: Scene;
  readonly pooler: PgBouncer;
  /** `shop`, past the pooler. */
  readonly database: TestDatabase;
}

export interface PooledOptions {
  readonly pool?: SceneOptions["pool"];
  readonly pooler?: Parameters<typeof startPgBouncer>[1];
  /** Called with the pooler before the gateway is there. */
  readonly before?: (pooler: PgBouncer) => Promise<void>;
}

/** A scene whose `shop` is behind PgBouncer, which has its own sessions: those of the gateway are its clients. */
export async function openPooled({ pool = {}, pooler: settings, before }: PooledOptions = {}): Promise<PooledScene> {
  const database = await lendDatabase();
  onTestFinished(() => database.dispose());
  const pooler = await startPgBouncer(database.url, settings);
  onTestFinished(() => pooler.stop());
  await before?.(pooler);
  const clients = async () =>
    (await pooler.admin("show clients")).filter((row) => row.database === database.name).length;
  const scene = await openScene({ url: pooler.url, direct: database.url, sessions: clients, pool });
  return { scene, pooler, database };
}
