/** Says who asks; where it is not known, nothing. Whatever it throws refuses the request. */
export type Authenticate = (
  request: AuthenticationRequest,
) => Identity | null | undefined | Promise<Identity | null | undefined>;

export interface AuthenticationRequest {
  /** Of the HTTP request; for a WebSocket, of the one that opened it. */
  readonly headers: Headers;
  /** What a WebSocket client sent with `connection_init`; undefined over HTTP. */
  readonly connectionParams: Readonly<Record<string, unknown>> | undefined;
}

/** Somebody known. */
export interface Identity {
  readonly role: string;
  /** Other roles that `x-sluice-role` may choose. Default: none. */
  readonly roles?: readonly string[] | undefined;
  /** What rules may refer to, as JSON has it. Default: nothing. */
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
  /** When it is not true any more, which ends subscriptions. Default: never. */
  readonly expiresAt?: Date | undefined;
}
