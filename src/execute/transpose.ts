/** From one entry per row to one array per key column, as `unnest` takes them. */
export function transpose(keys: readonly (readonly unknown[])[], columns: number): (readonly unknown[])[] {
  return Array.from({ length: columns }, (_, column) => keys.map((key) => key[column] ?? null));
}
