import { signal } from "@preact/signals";

/** Which of the pages is shown. It stands in the address behind "#", so that it can be kept and sent to others. */
export type Route =
  | { readonly page: "overview" }
  | { readonly page: "database"; readonly database: string }
  | { readonly page: "events"; readonly database: string | undefined; readonly kind: string | undefined };

export const route = signal<Route>(read());

addEventListener("hashchange", () => {
  route.value = read();
});

function read(): Route {
  const [path = "", search = ""] = location.hash.slice(1).split("?");
  const [page, name] = path.split("/").filter((part) => part !== "");
  const query = new URLSearchParams(search);
  if (page === "databases" && name !== undefined) return { page: "database", database: decoded(name) };
  if (page === "events") {
    return { page, database: query.get("database") ?? undefined, kind: query.get("kind") ?? undefined };
  }
  return { page: "overview" };
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

export function linkTo(to: Route): string {
  switch (to.page) {
    case "overview":
      return "#/";
    case "database":
      return `#/databases/${encodeURIComponent(to.database)}`;
    case "events": {
      const query = new URLSearchParams();
      if (to.database !== undefined) query.set("database", to.database);
      if (to.kind !== undefined) query.set("kind", to.kind);
      return query.size > 0 ? `#/events?${query}` : "#/events";
    }
  }
}

/** Goes there without a new entry in the browser's history: a filter is no place. */
export function replace(to: Route): void {
  history.replaceState(null, "", linkTo(to));
  route.value = to;
}
