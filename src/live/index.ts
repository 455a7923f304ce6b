export type { EventOptions } from "./events.ts";
export { createLive, type Live } from "./live.ts";
export type { EventsDropped, LiveEvent, SqlRun } from "./live-event.ts";
export type { WatchOptions } from "./sampler.ts";
export type { Sample } from "./samples.ts";
export type { ServerSnapshot } from "./server-watch.ts";
