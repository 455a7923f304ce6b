import { SluiceError } from "../lib/index.ts";

/** When an operation has to be over: when its client leaves, or after some milliseconds. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Whether its time was over, and not its client gone. */
  readonly isLate: boolean;
  /** From now on nothing ends it, until `resume`. */
  hold(): void;
  /** What would have ended it meanwhile does so now. */
  resume(): void;
  /** From now on nothing ends it any more. */
  disarm(): void;
}

export function startDeadline(client: AbortSignal | undefined, timeoutMs: number | undefined): Deadline {
  const controller = new AbortController();
  let isLate = false;
  let isHeld = false;
  let isOver = false;
  const end = () => {
    isOver = true;
    if (isHeld) return;
    if (client?.aborted) return controller.abort(client.reason);
    isLate = true;
    controller.abort();
  };
  const timer = timeoutMs === undefined ? undefined : setTimeout(end, timeoutMs);
  client?.addEventListener("abort", end, { once: true });
  if (client?.aborted) end();
  return {
    signal: controller.signal,
    get isLate() {
      return isLate;
    },
    hold() {
      isHeld = true;
    },
    resume() {
      isHeld = false;
      if (isOver) end();
    },
    disarm() {
      clearTimeout(timer);
      client?.removeEventListener("abort", end);
    },
  };
}

export function operationTooSlow(timeoutMs: number | undefined): SluiceError {
  const message = `The transaction took longer than ${timeoutMs} ms, and nothing of it was kept.`;
  return new SluiceError("STATEMENT_TIMEOUT", message, { limit: "timeoutMs" });
}
