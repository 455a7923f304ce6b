import { signal } from "@preact/signals";

/** Whether what the page shows is what is now. */
export type Link =
  | { readonly state: "connecting" }
  | { readonly state: "live" }
  /** Nothing was heard since then, in milliseconds since 1970 by the clock of this machine. */
  | { readonly state: "stale"; readonly since: number };

export const link = signal<Link>({ state: "connecting" });

/** Samples come each second: so long without one, in milliseconds, and what is shown is old. */
const patience = { stale: 3_000, silent: 8_000 };

/** Watches whether samples come. */
export class Pulse {
  readonly #timer: ReturnType<typeof setInterval>;
  #heard = Date.now();
  #lastTry = Date.now();

  /** @param onSilence called again and again while nothing is heard for long. */
  constructor(onSilence: () => void) {
    this.#timer = setInterval(() => {
      const now = Date.now();
      if (now - this.#heard > patience.stale) this.lost();
      if (now - this.#heard > patience.silent && now - this.#lastTry > patience.silent) {
        this.#lastTry = now;
        onSilence();
      }
    }, 500);
  }

  heard(): void {
    this.#heard = Date.now();
    if (link.value.state !== "live") link.value = { state: "live" };
  }

  lost(): void {
    if (link.value.state === "live") link.value = { state: "stale", since: this.#heard };
  }

  end(): void {
    clearInterval(this.#timer);
  }
}
