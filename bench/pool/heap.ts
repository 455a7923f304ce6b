/** Megabytes of the heap that are in use, without garbage. */
export function usedHeap(): number {
  if (!globalThis.gc) throw new Error("The heap is measured with node --expose-gc.");
  // The second one takes what was let go by finalizers of the first.
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed / 1_000_000;
}
