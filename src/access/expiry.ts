import type { Principal } from "../lib/index.ts";

/** The longest that a timer waits at once, in milliseconds; also how soon a clock that was put forward is noticed. */
const step = 60_000;

/**
 * Calls back once it is not true any more who asks; at once where that is so already. Returns a disposer. The timer does
 * not keep the process alive.
 */
export function whenExpired({ expiresAt }: Pick<Principal, "expiresAt">, work: () => void): () => void {
  if (expiresAt === undefined) return () => {};
  let timer: NodeJS.Timeout | undefined;
  const look = () => {
    const left = expiresAt - Date.now();
    if (left <= 0) work();
    else timer = setTimeout(look, Math.min(left, step)).unref();
  };
  look();
  return () => clearTimeout(timer);
}
