import { admin, type Principal } from "../lib/index.ts";

/** What is known of who asks. */
export interface Asking {
  readonly headers: Headers;
  /** What the `connection_init` of a WebSocket brought, where pages cannot send headers of their own. */
  readonly connectionParams?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Says who asks: once for each HTTP request, and once for each WebSocket when it begins.
 *
 * @throws SluiceError for whom it knows and does not let in.
 */
export type Authenticate = (asking: Asking) => Principal | Promise<Principal>;

/** Without access rules everyone is. */
export const everyoneIsAdmin: Authenticate = () => admin;
