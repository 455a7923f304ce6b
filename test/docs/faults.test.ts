import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { network } from "../faults/network/rows.ts";
import { pools } from "../faults/pools/rows.ts";
import { gatewayProcess } from "../faults/process/rows.ts";
import { proxies } from "../faults/proxies/rows.ts";
import { rows } from "../faults/rows.ts";
import { servers } from "../faults/servers/rows.ts";
import { transactions } from "../faults/transactions/rows.ts";
import type { Measured } from "../support/faults/measured.ts";
import { testDocument } from "./document.ts";
import { faultsTable, measuredSentence } from "./faults-table.ts";

const groups = { network, servers, pools, transactions, proxies, process: gatewayProcess };

/** What `npm run measure:faults` wrote. */
const measured: Measured = JSON.parse(readFileSync(new URL("../faults/measured.json", import.meta.url), "utf8"));

testDocument({
  file: "faults.md",
  parts: new Map([
    ["measured", measuredSentence(measured)],
    ...Object.entries(groups).map(([name, group]) => [name, faultsTable(group, measured)] as const),
  ]),
});

test("every row was measured, each time", () => {
  expect(Object.keys(measured.rows).toSorted()).toEqual(Object.keys(rows).toSorted());
  for (const [name, { runs }] of Object.entries(measured.rows)) expect(runs, name).toBe(measured.runs);
});

test("no code was seen that a row does not name", () => {
  const named = new Map<string, readonly string[]>(Object.entries(rows).map(([name, { codes }]) => [name, codes]));
  const unnamed = Object.entries(measured.rows).flatMap(([name, { codes }]) =>
    codes.filter((code) => !named.get(name)?.includes(code)).map((code) => `${name}: ${code}`),
  );
  expect(unnamed).toEqual([]);
});

test("every row has a file of its name, and every file is of a row", () => {
  const files = globSync("*/*.test.ts", { cwd: new URL("../faults/", import.meta.url) });
  // `network/N05-reset.test.ts` has N5a, N5b and so on.
  const tested = files.map((file) => file.replace(/^.*\/([A-Z])0*(\d+)-.*$/, "$1$2"));
  const named = new Set(Object.keys(rows).map((row) => row.replace(/[a-z]$/, "")));
  expect(tested.toSorted()).toEqual([...named].toSorted());
});
