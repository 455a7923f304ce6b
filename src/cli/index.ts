export { type RunOptions, run } from "./run.ts";
export type { Demo } from "./serve.ts";
