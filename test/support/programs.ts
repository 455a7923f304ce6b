import { spawnSync } from "node:child_process";
import { existsSync, globSync } from "node:fs";

/** `libfaketime`, which turns the clock of a process that is started with it. */
export const fakeTimeLibrary = globSync("/usr/lib/*/faketime/libfaketime.so.1")[0];

const isRoot = process.getuid?.() === 0;
const runs = (program: string, flag: string) => spawnSync(program, [flag], { stdio: "ignore" }).status === 0;

/** What a test may need that is not on every machine: whether it is here, and what is said where it is not. */
const needs = {
  root: [isRoot, "this is not root"],
  Linux: [existsSync("/proc/self/fd"), "this is not Linux"],
  PgBouncer: [runs("pgbouncer", "--version"), "PgBouncer is not on this machine"],
  HAProxy: [runs("haproxy", "-v"), "HAProxy is not on this machine"],
  iptables: [isRoot && runs("iptables", "-L"), "iptables is not on this machine, or this is not root"],
  mounts: [
    spawnSync("unshare", ["--mount", "true"], { stdio: "ignore" }).status === 0,
    "this process may not have mounts of its own",
  ],
  libfaketime: [fakeTimeLibrary !== undefined, "libfaketime is not on this machine"],
} satisfies Record<string, readonly [boolean, string]>;

export type Need = keyof typeof needs;

/** Why a test with these needs cannot run here; undefined where it can. */
export function missing(wanted: readonly Need[] = []): string | undefined {
  const reasons = wanted.flatMap((need) => (needs[need][0] ? [] : [needs[need][1]]));
  return reasons.length > 0 ? reasons.join(", ") : undefined;
}
