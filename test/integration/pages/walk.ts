import type { TestGateway } from "../../support/gateway.ts";
import type { Order } from "./samples.ts";

/** A way through all rows of an order, page by page. */
export interface Walk {
  readonly order: Order;
  readonly size: number;
  readonly backward: boolean;
}

export interface Page {
  readonly keys: readonly string[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly totalCount: number;
}

/**
 * Walks all ways at once, each a field of the same document, until every one of them is at its end. What came before the
 * end is in the order of the pages; each page's keys are in the order of the page.
 *
 * @param between is called after each round of pages.
 */
export async function walkAll(
  gateway: TestGateway,
  walks: readonly Walk[],
  between: () => Promise<void> = async () => {},
): Promise<readonly (readonly Page[])[]> {
  const fields = walks.map(({ order, size, backward }, index) => {
    const [count, cursor] = backward ? ["last", "before"] : ["first", "after"];
    return `w${index}: thingsConnection(orderBy: ${order.graphql}, ${count}: ${size}, ${cursor}: $c${index}) {
      nodes { part code } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }`;
  });
  const query = `query (${walks.map((_, index) => `$c${index}: String`).join(", ")}) { ${fields.join(" ")} }`;
  const pages: Page[][] = walks.map(() => []);
  const cursors: Record<string, string | null> = {};
  const done = new Set<number>();
  while (done.size < walks.length) {
    const data = await gateway.data(query, cursors);
    for (const [index, walk] of walks.entries()) {
      if (done.has(index)) continue;
      const { nodes, totalCount, pageInfo } = readPage(data[`w${index}`]);
      const { hasNextPage, hasPreviousPage, startCursor, endCursor } = pageInfo;
      const keys = nodes.map(({ part, code }) => JSON.stringify([part, code]));
      pages[index]?.push({ keys, hasNextPage, hasPreviousPage, totalCount });
      const next = walk.backward ? startCursor : endCursor;
      // The last page's cursor stays: the field goes on to be asked with the others.
      if (next !== null) cursors[`c${index}`] = next;
      if (!(walk.backward ? hasPreviousPage : hasNextPage)) done.add(index);
    }
    await between();
  }
  return pages;
}

interface ConnectionBody {
  readonly nodes: readonly { readonly part: number; readonly code: string }[];
  readonly totalCount: number;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

function isPage(value: unknown): value is ConnectionBody {
  return typeof value === "object" && value !== null && "nodes" in value && "pageInfo" in value;
}

function readPage(value: unknown): ConnectionBody {
  if (!isPage(value)) throw new Error(`no page: ${JSON.stringify(value)}`);
  return value;
}

/** The keys of all pages in the order of the whole. */
export function joined(walk: Walk, pages: readonly Page[]): readonly string[] {
  return (walk.backward ? pages.toReversed() : pages).flatMap(({ keys }) => keys);
}
