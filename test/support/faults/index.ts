export { fault } from "./fault.ts";
export { gateTable, shutGate } from "./gate.ts";
export { expectBalance, sessionCount } from "./invariants.ts";
export { type LockedItems, lockItems } from "./locked.ts";
export { openPooled, type PooledScene } from "./pooled.ts";
export { openProcessScene, type ProcessScene } from "./process-scene.ts";
export { openProxied, type ProxiedScene } from "./proxied.ts";
export { recordCode, recordRecovery } from "./record.ts";
export { openScene, type Scene } from "./scene.ts";
