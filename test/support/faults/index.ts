export { fault } from "./fault.ts";
export { expectBalance, sessionCount } from "./invariants.ts";
export { recordRecovery } from "./record.ts";
export { openScene, type Scene } from "./scene.ts";
