/** Called at each beat, with its time by `performance.now()`. */
export type Listener = (now: number) => void;

interface Beat {
  readonly listeners: Set<Listener>;
  timer: NodeJS.Timeout;
}

/**
 * One timer for each interval that somebody listens to, and none while nobody does. Beats fall on the multiples of their
 * interval, so those of all listeners with one interval are one, and of those with 100 ms every tenth is one with those of a
 * second. What a process that was busy has missed is left out.
 */
export class Beats {
  readonly #beats = new Map<number, Beat>();

  /** How many timers run. */
  get size(): number {
    return this.#beats.size;
  }

  /** @param interval milliseconds. Returns what ends it. */
  on(interval: number, listener: Listener): () => void {
    const beat = this.#beats.get(interval) ?? { listeners: new Set(), timer: this.#schedule(interval) };
    this.#beats.set(interval, beat);
    beat.listeners.add(listener);
    return () => {
      beat.listeners.delete(listener);
      if (beat.listeners.size > 0 || this.#beats.get(interval) !== beat) return;
      clearTimeout(beat.timer);
      this.#beats.delete(interval);
    };
  }

  #schedule(interval: number): NodeJS.Timeout {
    const now = performance.now();
    const next = (Math.floor(now / interval) + 1) * interval;
    // One that fired before its beat, if only by a fraction of a millisecond, would fire for it again.
    return setTimeout(() => this.#fire(interval), Math.floor(next - now) + 1).unref();
  }

  #fire(interval: number): void {
    const beat = this.#beats.get(interval);
    if (!beat) return;
    beat.timer = this.#schedule(interval);
    const now = performance.now();
    for (const listener of beat.listeners) listener(now);
  }
}
