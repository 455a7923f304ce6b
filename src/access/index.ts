export { type Authentication, createAuthentication } from "./authentication.ts";
export { claimAt } from "./claims.ts";
export { whenExpired } from "./expiry.ts";
export { AccessError, withoutRules } from "./refusals.ts";
export { describeWeakness } from "./weakness.ts";
