import { expect, test } from "vitest";
import { Connector } from "../../../src/pools/connector.ts";
import { readEndpoint } from "../../../src/pools/endpoint.ts";
import { poolSettings } from "./support.ts";

test.each([1_000, 3_600_000, 2_147_483_647])("connections live for %i ms, five percent more or less", (maxLifetime) => {
  const target = { name: "shop", connection: { host: "localhost" }, settings: poolSettings({ maxLifetime }) };
  const connector = new Connector({ ...target, endpoint: readEndpoint(target), onConnect: undefined });
  const lifetimes = Array.from({ length: 500 }, () => {
    const before = performance.now();
    const { expiresAt } = connector.create({ onLost: () => {}, onStatement: () => {} });
    return { least: expiresAt - performance.now(), most: expiresAt - before };
  });
  for (const { least, most } of lifetimes) {
    expect(most).toBeGreaterThanOrEqual(maxLifetime * 0.95);
    expect(least).toBeLessThanOrEqual(maxLifetime * 1.05);
  }
  // Spread over all of it: of 500, some are near each end. (None in a fifth has a probability of 0.8^500.)
  const inFifths = lifetimes.map(({ most }) => Math.min(4, Math.floor((most / maxLifetime - 0.95) * 50)));
  expect(new Set(inFifths)).toEqual(new Set([0, 1, 2, 3, 4]));
});
