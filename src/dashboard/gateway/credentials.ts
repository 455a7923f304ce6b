/** What is sent with each request, as headers, and with `connection_init`. */
export type Credentials = Readonly<Record<string, string>>;

/** Only this tab has them, and only until it is closed. */
const key = "sluice.credentials";

export function savedCredentials(): Credentials {
  const saved: unknown = JSON.parse(sessionStorage.getItem(key) ?? "{}");
  const entries = Object.entries(Object(saved));
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

export function saveCredentials(credentials: Credentials): void {
  sessionStorage.setItem(key, JSON.stringify(credentials));
}

export function forgetCredentials(): void {
  sessionStorage.removeItem(key);
}
