export { type Listeners, type Listening, listen } from "./listen.ts";
export { isLoopback } from "./loopback.ts";
export { createHandler, endpoint, type HandlerOptions } from "./yoga.ts";
