/** Between two of them, in milliseconds: doubled while what was done has not helped. */
const pause = { shortest: 1_000, longest: 60_000 };

/** Does something about databases that have changed: at once, then as often as pauses allow that grow while it is asked for. */
export class Refresh {
  readonly #work: (databases: readonly string[]) => Promise<void>;
  readonly #wanted = new Set<string>();
  #state: "idle" | "working" | "pausing" | "stopped" = "idle";
  #timer: NodeJS.Timeout | undefined;

  /** @param work never rejects. */
  constructor(work: (databases: readonly string[]) => Promise<void>) {
    this.#work = work;
  }

  ask(database: string): void {
    // What is found while it works was found with what is about to be replaced.
    if (this.#state === "working" || this.#state === "stopped") return;
    this.#wanted.add(database);
    if (this.#state === "idle") void this.#run(pause.shortest);
  }

  stop(): void {
    this.#state = "stopped";
    clearTimeout(this.#timer);
  }

  async #run(ms: number): Promise<void> {
    const databases = [...this.#wanted];
    this.#wanted.clear();
    this.#state = "working";
    await this.#work(databases);
    if (this.#isStopped) return;
    this.#state = "pausing";
    this.#timer = setTimeout(() => {
      if (this.#wanted.size > 0) void this.#run(Math.min(ms * 2, pause.longest));
      else this.#state = "idle";
    }, ms).unref();
  }

  /** It may be stopped while it works, which the compiler does not see. */
  get #isStopped(): boolean {
    return this.#state === "stopped";
  }
}
