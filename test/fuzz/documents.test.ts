import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestGateway } from "../support/gateway.ts";
import { startOddities } from "../support/oddities/index.ts";
import { fuzz } from "./fuzz.ts";
import { startSmallDemo } from "./small-demo.ts";

// FUZZ_SEED=123 FUZZ_COUNT=1 sends one document again; a larger FUZZ_COUNT goes on where the usual run ends.
const firstSeed = Number(process.env.FUZZ_SEED ?? 1);
const count = Number(process.env.FUZZ_COUNT ?? 10_000);

interface Subject {
  readonly gateway: TestGateway;
  dispose(): Promise<void>;
}

const subjects: readonly (readonly [string, () => Promise<Subject>])[] = [
  ["the demo", startSmallDemo],
  ["the oddities", startOddities],
];

describe.each(subjects)("random documents over %s", (_, start) => {
  let subject: Subject;
  beforeAll(async () => {
    subject = await start();
  });
  afterAll(() => subject?.dispose());

  test("are answered, or refused with what was wrong with them", async () => {
    const { answered, blamed } = await fuzz(subject.gateway.gateway, firstSeed, count);
    console.log(`${count} from seed ${firstSeed}: ${answered} answered whole; ${JSON.stringify(blamed)}`);
    // Otherwise they would test nothing but refusals.
    if (count >= 1_000) expect(answered).toBeGreaterThan(count / 2);
  }, 900_000);
});
