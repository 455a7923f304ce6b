/** The shortest time between two of them, in milliseconds, and how much longer than one of them it is at least. */
const pause = { shortest: 1_000, share: 20 };

/**
 * Looks whether databases have changed when there is a reason to: at once, then again after a pause if there was another
 * reason meanwhile, because a look may be older than what it is asked about. It takes at most a twentieth of the time, whoever asks how often.
 */
export class Refresh {
  readonly #look: (databases: readonly string[]) => Promise<void>;
  readonly #wanted = new Set<string>();
  #state: "idle" | "looking" | "pausing" | "stopped" = "idle";
  #timer: NodeJS.Timeout | undefined;

  /** @param look never rejects. */
  constructor(look: (databases: readonly string[]) => Promise<void>) {
    this.#look = look;
  }

  ask(databases: readonly string[]): void {
    if (this.#state === "stopped") return;
    for (const database of databases) this.#wanted.add(database);
    if (this.#state === "idle") void this.#run();
  }

  stop(): void {
    this.#state = "stopped";
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    const databases = [...this.#wanted];
    this.#wanted.clear();
    this.#state = "looking";
    const since = performance.now();
    await this.#look(databases);
    if (this.#isStopped) return;
    this.#state = "pausing";
    const ms = Math.max(pause.shortest, pause.share * (performance.now() - since));
    this.#timer = setTimeout(() => {
      if (this.#wanted.size > 0) void this.#run();
      else this.#state = "idle";
    }, ms).unref();
  }

  /** It may be stopped while it looks, which the compiler does not see. */
  get #isStopped(): boolean {
    return this.#state === "stopped";
  }
}
