export { dashboardPath } from "./dashboard/use-dashboard.ts";
export { type Listeners, type Listening, listen } from "./listen.ts";
export { createHandler, endpoint, type HandlerOptions } from "./yoga.ts";
