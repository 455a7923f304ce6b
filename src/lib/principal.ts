/** What a token, or a function of the configuration, says about who asks. Frozen, with all that is in it. */
export type Claims = Readonly<Record<string, unknown>>;

/** Who is asking. Without any `auth` in the configuration everyone is `admin`. */
export interface Principal {
  readonly role: string;
  /**
   * The payload of the verified token; empty where there is none. A number that JavaScript would round is kept as it was
   * written, for `rawNumber` to read and `JSON.stringify` to print.
   */
  readonly claims: Claims;
  /** How that is known. `open`: nothing had to be known. */
  readonly method: "open" | "secret" | "token" | "function" | "anonymous";
  /** What of the gateway itself the role may use; the admin may use all of it. */
  readonly rights: ReadonlySet<GatewayRight>;
  /** When it is not true any more, in milliseconds since 1970; undefined where it never ends. */
  readonly expiresAt: number | undefined;
}

/** May do everything. */
export const adminRole = "admin";

export const noClaims: Claims = Object.freeze({});

/** Whoever asks, where nothing is configured. */
export const admin: Principal = {
  role: adminRole,
  claims: noClaims,
  method: "open",
  rights: new Set(),
  expiresAt: undefined,
};

/** What of the gateway itself somebody may use: look at the pools, act on them, send SQL of their own, see statements. */
export type GatewayRight = "pools" | "verbs" | "sql" | "traces";

/** The one place that is asked. */
export function mayUse({ role, rights }: Pick<Principal, "role" | "rights">, right: GatewayRight): boolean {
  return role === adminRole || rights.has(right);
}

/** How those who did something are named to others. */
export function nameOf({ role }: Principal): string {
  return role;
}
