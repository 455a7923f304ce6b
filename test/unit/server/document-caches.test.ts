import { type DocumentNode, parse } from "graphql";
import { expect, test } from "vitest";
import { documentCaches } from "../../../src/server/document-caches.ts";

const document: DocumentNode = parse("{ a }");

test("documents are kept by their text up to a million characters together, the last ones", () => {
  const { documentCache } = documentCaches();
  const text = (index: number) => `{ a } # ${index} `.padEnd(40_000, "x");
  for (let index = 0; index < 100; index += 1) documentCache.set(text(index), document);
  expect(documentCache.get(text(99))).toBe(document);
  expect(documentCache.get(text(76))).toBe(document);
  expect(documentCache.get(text(0))).toBeUndefined();
  expect(documentCache.calculatedSize).toBeLessThanOrEqual(1_000_000);
});

test("one that is large is not kept, nor is its error", () => {
  const { documentCache, errorCache } = documentCaches();
  const text = "{ a } #".padEnd(60_000, "x");
  documentCache.set(text, document);
  errorCache.set(text, new Error("no"));
  errorCache.set("", new Error("empty"));
  expect([documentCache.size, errorCache.size]).toEqual([0, 1]);
});
