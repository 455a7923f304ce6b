/**
 * From claim to claim: `app.role` leads through `app`; what begins like a URL, as names of claims do that must be unique, is
 * one name with all its dots; and a list is taken as it is.
 */
export function claimSteps(claim: string | readonly string[]): readonly string[] {
  if (typeof claim !== "string") return claim;
  return /^[a-z][a-z0-9+-]*:/i.test(claim) ? [claim] : claim.split(".");
}
