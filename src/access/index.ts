export { type Authentication, createAuthentication } from "./authentication.ts";
export { whenExpired } from "./expiry.ts";
export { AccessError } from "./refusals.ts";
export { describeWeakness } from "./weakness.ts";
