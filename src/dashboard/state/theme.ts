import { effect, signal } from "@preact/signals";

export const themes = ["auto", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const key = "sluice.theme";

/** What somebody chose in this browser; `auto` is what the system wants. */
export const theme = signal<Theme>(themes.find((each) => each === localStorage.getItem(key)) ?? "auto");

/** Counts up whenever colours are others than before, for what is painted and not styled. */
export const paints = signal(0);

effect(() => {
  document.documentElement.dataset.theme = theme.value;
  localStorage.setItem(key, theme.value);
  paints.value = paints.peek() + 1;
});

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  paints.value += 1;
});
