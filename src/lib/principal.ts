/** Who is asking. Without any `auth` in the configuration everyone is `admin`. */
export interface Principal {
  readonly role: string;
}

export const admin: Principal = { role: "admin" };
