import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { randomOperation } from "../fuzz/document.ts";
import { schemaFor, searched, sendWhole } from "../support/access/random-requests.ts";
import {
  configOf,
  mayHit,
  mayLeave,
  type RandomRole,
  randomRole,
  randomWorld,
  seenQuery,
} from "../support/access/random-roles.ts";
import { asRole } from "../support/access/token.ts";
import {
  fill,
  marksIn,
  type World,
  type WorldRow,
  type WorldTable,
  worldConfig,
  worldSql,
  worldTables,
} from "../support/access/world.ts";
import { createDatabase, type TestDatabase } from "../support/databases.ts";
import { startGateway } from "../support/gateway.ts";

let desk: TestDatabase;
let archive: TestDatabase;
beforeAll(async () => {
  desk = await createDatabase(worldSql.desk);
  archive = await createDatabase(worldSql.archive);
});
afterAll(async () => {
  await desk?.dispose();
  await archive?.dispose();
});

/** A row, and what a role may do with it. */
interface JudgedRow {
  readonly row: WorldRow;
  readonly may: Readonly<Record<"update" | "delete" | "leaveNew" | "leaveChanged", boolean>>;
}

interface Judged {
  /** By table, then by key. */
  readonly rows: ReadonlyMap<WorldTable, ReadonlyMap<string, JudgedRow>>;
  /** What the role sees. */
  readonly marks: ReadonlySet<string>;
}

async function judge(role: RandomRole): Promise<Judged> {
  const answers = [...(await desk.query(judging(role, "desk"))), ...(await archive.query(judging(role, "archive")))];
  const rows = new Map<WorldTable, ReadonlyMap<string, JudgedRow>>();
  for (const table of worldTables) {
    const judged: readonly JudgedRow[] = answers.flatMap((answer) => Object(answer[table.name] ?? []));
    const keyOf = ({ row }: JudgedRow) => JSON.stringify(table.key.map((name) => row[name]));
    rows.set(table, new Map(judged.map((each) => [keyOf(each), each])));
  }
  return { rows, marks: marksIn(JSON.stringify(answers.map(({ seen }) => seen))) };
}

/** A query that answers the rows of each table, and `seen`. */
function judging({ grants, claims }: RandomRole, database: WorldTable["database"]): string {
  const tables = worldTables.filter((table) => table.database === database);
  const judged = tables.map(({ name }) => {
    const grant = grants[name];
    const may = {
      update: grant?.update ? mayHit(grant, grant.update.filter, claims) : "false",
      delete: grant?.delete ? mayHit(grant, grant.delete.filter, claims) : "false",
      leaveNew: grant?.insert ? mayLeave(grant.insert.check, claims) : "false",
      leaveChanged: grant?.update ? mayLeave(grant.update.check, claims) : "false",
    };
    const list = Object.entries(may).map(([verb, sql]) => `'${verb}', ${sql}`);
    const row = `jsonb_build_object('row', to_jsonb(r), 'may', jsonb_build_object(${list.join(", ")}))`;
    return `(select jsonb_agg(${row}) from ${name} r) as ${name}`;
  });
  const seen = tables.flatMap((table) => {
    const grant = grants[table.name];
    return grant ? [`(select jsonb_agg(to_jsonb(x)) from (${seenQuery(table, grant, claims)}) x)`] : [];
  });
  return `select ${judged.join(", ")}, array[${seen.join(", ")}]::jsonb[] as seen`;
}

const changedColumns = (one: WorldRow, other: WorldRow) =>
  Object.keys(one).filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));

/** Compares what is with what was, and answers how many rows changed. */
function checkWrites({ grants }: RandomRole, before: Judged, after: Judged): number {
  let count = 0;
  for (const table of worldTables) {
    const grant = grants[table.name];
    const [were, are] = [before.rows.get(table) ?? new Map(), after.rows.get(table) ?? new Map<string, JudgedRow>()];
    for (const [key, { row, may }] of were) {
      const now = are.get(key);
      const changed = now ? changedColumns(row, now.row) : [];
      if (now && changed.length === 0) continue;
      count += 1;
      const what = `${table.name} ${key}`;
      if (now) {
        expect({ what, may: may.update, left: now.may.leaveChanged }).toEqual({ what, may: true, left: true });
        expect(changed.filter((name) => !grant?.update?.columns.includes(name))).toEqual([]);
      } else expect({ what, may: may.delete }).toEqual({ what, may: true });
    }
    for (const [key, { row, may }] of are) {
      if (were.has(key)) continue;
      count += 1;
      expect({ key, may: may.leaveNew }).toEqual({ key, may: true });
      const given = Object.keys(row).filter((name) => row[name] !== null);
      const writable = [...(grant?.insert?.columns ?? []), ...(grant?.update?.columns ?? [])];
      expect(given.filter((name) => !writable.includes(name))).toEqual([]);
    }
  }
  return count;
}

const operationsEach = 25;

test("a role changes what its rules let it, and leaves all else as it was", async () => {
  const deadline = performance.now() + searched.ms;
  let sent = 0;
  const property = async (world: World, role: RandomRole, seed: number) => {
    if (performance.now() > deadline) return;
    await fill(desk, "desk", world);
    await fill(archive, "archive", world);
    const gateway = await startGateway({ ...worldConfig(desk, archive), roles: { role: configOf(role) } });
    try {
      const headers = await asRole("role", role.claims);
      const schema = await schemaFor(gateway, headers);
      if (!schema.getMutationType()) return;
      let before = await judge(role);
      for (let nth = 0; nth < operationsEach; nth += 1) {
        const operation = randomOperation(schema, seed + nth, "mutation");
        const { body, bytes } = await sendWhole(gateway, operation, headers);
        const after = await judge(role);
        const count = checkWrites(role, before, after);
        if (body.data === null) expect(count).toBe(0);
        const forbidden = [...marksIn(bytes)].filter((mark) => !before.marks.has(mark) && !after.marks.has(mark));
        expect(forbidden, JSON.stringify(operation)).toEqual([]);
        sent += 1;
        before = after;
      }
    } finally {
      await gateway.dispose();
    }
  };
  await fc.assert(fc.asyncProperty(randomWorld, randomRole, fc.nat(1_000_000), property), {
    numRuns: searched.runs,
    endOnFailure: true,
  });
  expect(sent).toBeGreaterThan(0);
}, 900_000);
