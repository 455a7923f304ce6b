import { globSync } from "node:fs";
import { expect, test } from "vitest";
import { network } from "../faults/network/rows.ts";
import { pools } from "../faults/pools/rows.ts";
import { gatewayProcess } from "../faults/process/rows.ts";
import { proxies } from "../faults/proxies/rows.ts";
import { rows } from "../faults/rows.ts";
import { servers } from "../faults/servers/rows.ts";
import { transactions } from "../faults/transactions/rows.ts";
import { testDocument } from "./document.ts";
import { faultsTable } from "./faults-table.ts";

const groups = { network, servers, pools, transactions, proxies, process: gatewayProcess };

testDocument({
  file: "faults.md",
  parts: new Map(Object.entries(groups).map(([name, group]): [string, string] => [name, faultsTable(group)])),
});

test("every row has a file of its name, and every file is of a row", () => {
  const files = globSync("*/*.test.ts", { cwd: new URL("../faults/", import.meta.url) });
  // `network/N05-reset.test.ts` has N5a, N5b and so on.
  const tested = files.map((file) => file.replace(/^.*\/([A-Z])0*(\d+)-.*$/, "$1$2"));
  const named = new Set(Object.keys(rows).map((row) => row.replace(/[a-z]$/, "")));
  expect(tested.toSorted()).toEqual([...named].toSorted());
});
