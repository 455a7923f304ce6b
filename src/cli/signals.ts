/** Where signals come from; `process` is one. */
export interface SignalSource {
  on(signal: NodeJS.Signals, listener: () => void): unknown;
  off(signal: NodeJS.Signals, listener: () => void): unknown;
}

// The end of a terminal counts: what runs on after it is nobody's any more.
const signals: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Aborted by the first signal; `onSecond` is called at every later one. Dispose of it to stop listening. */
export function listenForSignals(
  source: SignalSource,
  onSecond: () => void,
): { readonly signal: AbortSignal; dispose(): void } {
  const controller = new AbortController();
  const onSignal = () => (controller.signal.aborted ? onSecond() : controller.abort());
  for (const signal of signals) source.on(signal, onSignal);
  return {
    signal: controller.signal,
    dispose() {
      for (const signal of signals) source.off(signal, onSignal);
    },
  };
}
