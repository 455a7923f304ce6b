import { endpoint } from "../gateway/ask.ts";
import { link } from "../state/link.ts";
import { linkTo, type Route, route } from "../state/route.ts";
import { isSignedIn, signOut } from "../state/session.ts";
import { type Theme, theme, themes } from "../state/theme.ts";
import { hasGraphiQL } from "./graphiql.ts";

const pages = [
  { title: "Overview", to: { page: "overview" } },
  { title: "Events", to: { page: "events", database: undefined, kind: undefined } },
] as const satisfies readonly { readonly title: string; readonly to: Route }[];

const themeNames: Readonly<Record<Theme, string>> = { auto: "Auto", light: "Light", dark: "Dark" };

export function Header({ isOpen }: { readonly isOpen: boolean }) {
  return (
    <header class="top">
      <a class="brand" href={linkTo({ page: "overview" })}>
        Sluice
      </a>
      {isOpen && (
        <nav aria-label="Pages">
          {pages.map(({ title, to }) => (
            <a key={title} href={linkTo(to)} {...(route.value.page === to.page && { "aria-current": "page" as const })}>
              {title}
            </a>
          ))}
          {hasGraphiQL && <a href={endpoint}>GraphiQL</a>}
        </nav>
      )}
      <div class="tools">
        {isOpen && <LinkState />}
        <label class="theme">
          <span class="unseen">Colours</span>
          <select value={theme.value} onChange={({ currentTarget }) => choose(currentTarget.value)}>
            {themes.map((each) => (
              <option key={each} value={each}>
                {themeNames[each]}
              </option>
            ))}
          </select>
        </label>
        {isOpen && isSignedIn() && (
          <button type="button" class="quiet" onClick={signOut}>
            Sign out
          </button>
        )}
      </div>
    </header>
  );
}

function choose(value: string): void {
  theme.value = themes.find((each) => each === value) ?? "auto";
}

function LinkState() {
  const { state } = link.value;
  const words = { connecting: "Connecting", live: "Live", stale: "Stale" } as const;
  return <span class={`link-state ${state}`}>{words[state]}</span>;
}
