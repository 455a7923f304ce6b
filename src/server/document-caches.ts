import type { DocumentNode } from "graphql";
import { LRUCache } from "lru-cache";

/**
 * What parsed documents may take together, and one of them, in characters of their text. A document that is larger is
 * parsed each time: written by a program for one request, it is not sent again.
 */
const size = { all: 1_000_000, one: 50_000 };

/** Where the server keeps documents that it parsed, and the errors of those that it could not. */
export function documentCaches() {
  return { documentCache: cacheOf<DocumentNode>(), errorCache: cacheOf<object>() };
}

function cacheOf<Value extends object>(): LRUCache<string, Value> {
  return new LRUCache({
    maxSize: size.all,
    maxEntrySize: size.one,
    sizeCalculation: (_value, text) => text.length + 1,
  });
}
