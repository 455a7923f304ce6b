/** Node fires a timer beyond this at once. */
const longest = 2 ** 31 - 1;

/**
 * Calls `onExpired` once after `ms` milliseconds, unless the returned disposer is called first.
 *
 * When the process was stalled, timers are overdue while the answers they wait for lie unread in the sockets. Node
 * reads sockets between timers and immediates, so a deadline that ends in an immediate blames nobody for our own stall.
 */
export function startDeadline(ms: number, onExpired: () => void): () => void {
  let immediate: NodeJS.Immediate | undefined;
  const timer = setTimeout(
    () => {
      immediate = setImmediate(onExpired);
    },
    Math.min(ms, longest),
  );
  return () => {
    clearTimeout(timer);
    clearImmediate(immediate);
  };
}
