export type { EventOptions, LatestOptions } from "./events.ts";
export { createLive, type Live, type LiveOptions } from "./live.ts";
export type { EventsDropped, LiveEvent, SqlRun } from "./live-event.ts";
export type { WatchOptions } from "./sampler.ts";
export type { Sample } from "./samples.ts";
export type { ServerSnapshot } from "./server-watch.ts";
export type { HistoryPoint } from "./track.ts";
