import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { databases, troubles } from "../state/store.ts";
import { isCritical } from "../state/trouble.ts";

/**
 * Tells a screen reader, and whoever looks at the tab, when a database begins to fail and when it works again; nothing
 * else, because everything else changes each second.
 */
export function Announcer() {
  const said = useSignal("");
  const failing = useRef<ReadonlySet<string>>(new Set());
  const now = new Map(
    databases.value.flatMap(({ database }) => {
      const worst = troubles.value.get(database)?.[0];
      return worst && isCritical(worst) ? [[database, worst.reason] as const] : [];
    }),
  );
  useEffect(() => {
    const before = failing.current;
    const began = [...now].filter(([database]) => !before.has(database));
    const ended = [...before].filter((database) => !now.has(database));
    failing.current = new Set(now.keys());
    if (began.length + ended.length > 0) {
      said.value = [
        ...began.map(([database, reason]) => `${database}: ${reason}.`),
        ...ended.map((database) => `${database} works again.`),
      ].join(" ");
    }
    document.title = now.size > 0 ? `(${now.size}) ${[...now.keys()].join(", ")} – Sluice` : "Sluice";
    icon(now.size > 0);
  });
  return <output class="unseen">{said.value}</output>;
}

const icons = {
  well: new URL("../icons/well.svg", import.meta.url).href,
  trouble: new URL("../icons/trouble.svg", import.meta.url).href,
};

function icon(isTrouble: boolean): void {
  const found = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  const href = isTrouble ? icons.trouble : icons.well;
  if (found && found.href !== href) found.href = href;
}
