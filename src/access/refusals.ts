import { adminRole, type ErrorDetails, type Principal, SluiceError } from "../lib/index.ts";

/** Which of the errors of RFC 6750, section 3.1, to answer with; `none` where no token was sent. */
export type Challenge = "none" | "invalid_token";

/** A request that is not answered because of who asks. */
export class AccessError extends SluiceError {
  readonly challenge: Challenge;

  constructor(
    code: "UNAUTHENTICATED" | "AUTHENTICATION_UNAVAILABLE" | "FORBIDDEN",
    message: string,
    { challenge = "none", ...options }: { challenge?: Challenge; details?: ErrorDetails; cause?: unknown } = {},
  ) {
    super(code, message, options.details, { cause: options.cause });
    this.challenge = challenge;
  }
}

export function unauthenticated(message: string): AccessError {
  return new AccessError("UNAUTHENTICATED", message);
}

export function invalidToken(message: string): AccessError {
  return new AccessError("UNAUTHENTICATED", message, { challenge: "invalid_token" });
}

export function forbidden(message: string): AccessError {
  return new AccessError("FORBIDDEN", message);
}

export function unavailable(message: string, cause: unknown): AccessError {
  return new AccessError("AUTHENTICATION_UNAVAILABLE", message, { details: { retryable: true }, cause });
}

/** No rule means no access. What other roles are called is nobody's business. */
export function withoutRules({ role, method }: Pick<Principal, "role" | "method">): AccessError {
  const who = method === "anonymous" ? "Who sends no credentials" : `The role ${JSON.stringify(role)}`;
  return forbidden(
    `${who} may do nothing: the configuration of the gateway has no rules for it. Only "${adminRole}" needs none.`,
  );
}
