import { afterAll, beforeAll, expect, test } from "vitest";
import { randomOperation } from "./document.ts";
import { fuzz } from "./fuzz.ts";
import { startSmallDemo } from "./small-demo.ts";

const firstSeed = Number(process.env.FUZZ_SEED ?? 1);
const count = Number(process.env.FUZZ_COUNT ?? 2_000);

let subject: Awaited<ReturnType<typeof startSmallDemo>>;
beforeAll(async () => {
  subject = await startSmallDemo({ relay: true });
});
afterAll(() => subject?.dispose());

test("random documents over the demo with ids are answered, or refused with what was wrong with them", async () => {
  const { gateway } = subject.gateway;
  const { answered, blamed } = await fuzz(gateway, firstSeed, count);
  console.log(`${count} from seed ${firstSeed}: ${answered} answered whole; ${JSON.stringify(blamed)}`);
  const seeds = Array.from({ length: count }, (_, index) => firstSeed + index);
  // Otherwise no id would be asked for.
  if (count >= 1_000) {
    expect(seeds.some((seed) => randomOperation(gateway.schema, seed).query.includes("nodes(ids:"))).toBe(true);
  }
}, 900_000);
