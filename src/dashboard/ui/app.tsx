import { useEffect, useRef } from "preact/hooks";
import { route } from "../state/route.ts";
import { session } from "../state/session.ts";
import { Announcer } from "./announcer.tsx";
import { DatabasePage } from "./database-page.tsx";
import { EventsPage } from "./events-page.tsx";
import { Header } from "./header.tsx";
import { Overview } from "./overview.tsx";
import { SignIn } from "./sign-in.tsx";
import { Stale } from "./stale.tsx";

export function App() {
  const isOpen = session.value.state === "open";
  const shown = route.value;
  const place = shown.page === "database" ? shown.database : shown.page;
  const before = useRef(place);
  useEffect(() => {
    // Who followed a link begins at the top of what it led to, with the keyboard too.
    if (before.current !== place) {
      document.querySelector("main")?.focus();
      scrollTo(0, 0);
    }
    before.current = place;
  }, [place]);
  return (
    <>
      <button type="button" class="skip" onClick={() => document.querySelector("main")?.focus()}>
        Skip to the content
      </button>
      <Header isOpen={isOpen} />
      {isOpen && <Stale />}
      <main tabIndex={-1}>
        <Page />
      </main>
      {isOpen && <Announcer />}
    </>
  );
}

function Page() {
  const now = session.value;
  if (now.state === "signIn") return <SignIn complaint={now.complaint} isTrying={now.isTrying} />;
  if (now.state === "opening") return <p class="opening">Asking the gateway …</p>;
  const shown = route.value;
  switch (shown.page) {
    case "overview":
      return <Overview />;
    case "database":
      return <DatabasePage key={shown.database} database={shown.database} />;
    case "events":
      return <EventsPage database={shown.database} kind={shown.kind} />;
  }
}
