import { SluiceError } from "../../lib/index.ts";

const most = 1_000;

/**
 * How many an argument asks for.
 *
 * @throws SluiceError BAD_USER_INPUT
 */
export function checkCount(name: string, count: number): number {
  if (count >= 1 && count <= most) return count;
  throw new SluiceError("BAD_USER_INPUT", `${name}: ${count} is not possible. Give a number from 1 to ${most}.`);
}
