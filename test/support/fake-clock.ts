import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { fakeTimeLibrary } from "./programs.ts";

/** The wall clock of processes that are started with `env`. Their monotonic clock goes on. */
export interface FakeClock {
  readonly env: Record<string, string>;
  /** From now on it differs from the machine's by so many seconds. */
  set(seconds: number): Promise<void>;
}

/** Needs libfaketime. */
export async function createFakeClock(): Promise<FakeClock> {
  const folder = await mkdtemp(join(tmpdir(), "sluice-clock-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "offset");
  const set = async (seconds: number) => {
    // Whoever reads it finds the old or the new one, and never a half.
    await writeFile(`${file}.new`, `${seconds < 0 ? "" : "+"}${seconds}`);
    await rename(`${file}.new`, file);
  };
  await set(0);
  const env = {
    LD_PRELOAD: fakeTimeLibrary ?? "",
    DONT_FAKE_MONOTONIC: "1",
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: "1",
  };
  return { env, set };
}
