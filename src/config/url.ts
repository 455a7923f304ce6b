// `postgres:///shop?host=/run/postgresql` and `postgres://me@/shop` are fine for Postgres, but a URL without a host
// refuses a user name and a port. A host that cannot exist stands in until the URL is printed again.
const noHost = "_";

/** What a database's URL looks like, for messages. */
export const exampleUrl = "postgres://user:password@host:5432/database";

/** The parts of an address that another source may give beside the URL. */
export interface UrlParts {
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly database?: string | undefined;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
}

function parseUrl(text: string): URL | undefined {
  const whole = text.trim().replace(/^([a-z][a-z0-9+.-]*:\/\/(?:[^@/?#]*@)?)(?=\/)/i, `$1${noHost}`);
  return URL.parse(whole) ?? undefined;
}

/** What is wrong with a database's URL, or undefined. The sentence holds nothing of the URL. */
export function urlProblem(text: string): string | undefined {
  const url = parseUrl(text);
  const form = `must be a URL like ${exampleUrl}`;
  const encoded = `${form}, with the password's / as %2F, ? as %3F, # as %23 and @ as %40`;
  if (!/^postgres(ql)?:\/\//i.test(text.trim())) return form;
  // What is taken for a port and is none is most often the first half of a password.
  if (!url) return text.includes("@") ? encoded : form;
  // Each of these ends the password early when it is written as it is, and the rest is taken for something else.
  const cut = text.includes("#") || url.pathname.includes("@") || [...url.searchParams.keys()].some(hasAt);
  return cut ? encoded : undefined;
}

const hasAt = (text: string): boolean => text.includes("@");

/** True where the URL itself holds a password. */
export function hasPassword(text: string): boolean {
  const url = parseUrl(text);
  return url !== undefined && (url.password !== "" || url.searchParams.has("password"));
}

/** The URL with some parts replaced. A URL that cannot be read is returned as it is. */
export function withUrlParts(text: string, parts: UrlParts): string {
  const { host, port, database, user, password } = parts;
  const url = parseUrl(text);
  if (!url || [host, port, database, user, password].every((part) => part === undefined)) return text;
  // In the query `pg` prefers each of these to the authority, and there it may be anything: a socket's directory too.
  const inQuery = url.hostname === noHost || host?.startsWith("/") === true;
  const replace = (name: string, value: string | undefined, write: (value: string) => void) => {
    if (value === undefined) return;
    if (url.searchParams.has(name)) url.searchParams.delete(name);
    if (inQuery) url.searchParams.set(name, value);
    else write(value);
  };
  replace("host", host, (value) => {
    url.hostname = value.includes(":") ? `[${value}]` : value;
  });
  replace("port", port?.toString(), (value) => {
    url.port = value;
  });
  // The setters leave "%" alone, so a literal one has to be encoded before.
  replace("user", user, (value) => {
    url.username = encodeURIComponent(value);
  });
  if (password !== undefined) url.password = "";
  replace("password", password, (value) => {
    url.password = encodeURIComponent(value);
  });
  if (database !== undefined) url.pathname = `/${encodeURIComponent(database)}`;
  return url.href.replace(new RegExp(`^([a-z]+://(?:[^@/]*@)?)${noHost}(?=/)`), "$1");
}

/** `postgres://user:***@host:5432/shop?***`. What cannot be read for certain is hidden whole. */
export function redactUrl(text: string): string {
  const [, scheme = "", authority = "", rest = ""] =
    /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]*)(.*)$/is.exec(text.trim()) ?? [];
  const url = parseUrl(text);
  if (!url || scheme === "" || /[@#]/.test(rest)) return `${scheme}***`;
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  const user = url.username && `${url.username}${url.password && ":***"}@`;
  return `${scheme}${user}${host}${rest.replace(/\?.*$/s, "?***")}`;
}

/** Any text, with the credentials of the Postgres URLs in it hidden: the last gate before something is printed. */
export function redact(text: string): string {
  return text.split(exampleUrl).map(hideCredentials).join(exampleUrl);
}

// Up to the last "@" of the line: a password may hold anything, and hiding too much is the better mistake.
const hideCredentials = (text: string): string =>
  text
    .replace(/(postgres(?:ql)?:\/\/)[^\n]*@/gi, "$1***@")
    .replace(/(\b(?:ssl)?password=)('[^']*'|[^\s&"']+)/gi, "$1***");
