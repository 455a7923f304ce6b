import { SluiceError } from "../lib/index.ts";

/** When an operation has to be over: when its client leaves, or after some milliseconds. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Whether its time was over, and not its client gone. */
  readonly isLate: boolean;
  /** From now on nothing ends it any more. */
  disarm(): void;
}

export function startDeadline(client: AbortSignal | undefined, timeoutMs: number | undefined): Deadline {
  const controller = new AbortController();
  let isLate = false;
  const leave = () => controller.abort(client?.reason);
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(() => {
          isLate = true;
          controller.abort();
        }, timeoutMs);
  client?.addEventListener("abort", leave, { once: true });
  if (client?.aborted) leave();
  return {
    signal: controller.signal,
    get isLate() {
      return isLate;
    },
    disarm() {
      clearTimeout(timer);
      client?.removeEventListener("abort", leave);
    },
  };
}

export function operationTooSlow(timeoutMs: number | undefined): SluiceError {
  const message = `The transaction took longer than ${timeoutMs} ms, and nothing of it was kept.`;
  return new SluiceError("STATEMENT_TIMEOUT", message, { limit: "timeoutMs" });
}
