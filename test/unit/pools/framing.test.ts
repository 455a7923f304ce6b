import fc from "fast-check";
import { expect, test } from "vitest";
import { Framing } from "../../../src/pools/framing.ts";

function message(letter: string, body: Uint8Array | string, length = body.length + 4): Buffer {
  const header = Buffer.alloc(5, letter);
  header.writeUInt32BE(length, 1);
  return Buffer.concat([header, Buffer.from(body)]);
}

/** Bytes as they may arrive: cut anywhere. */
function acceptsInPieces(bytes: Buffer, cuts: readonly number[]): boolean {
  const framing = new Framing();
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
  let from = 0;
  return ends.every((end) => {
    const isAccepted = framing.accept(bytes.subarray(from, end));
    from = end;
    return isAccepted;
  });
}

const data = fc
  .tuple(fc.constantFrom(..."DdTtASCZ123"), fc.uint8Array({ maxLength: 50 }))
  .map(([letter, body]) => message(letter, body));
const report = fc
  .tuple(fc.constantFrom("E", "N"), fc.uint8Array({ maxLength: 50 }))
  .map(([letter, body]) => message(letter, Buffer.concat([body, Buffer.alloc(2)])));
const cuts = fc.array(fc.nat(), { maxLength: 8 });

test("messages are accepted however they are cut", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(data, report), { maxLength: 10 }), cuts, (messages, at) =>
      acceptsInPieces(Buffer.concat(messages), at),
    ),
  );
});

test.each([
  ["a letter that means nothing", message("!", "what")],
  ["a length that does not count itself", message("Z", "I", 3)],
  ["a short message that is long", message("C", "SELECT 1\0", 30_001)],
  ["a report without fields", message("E", "")],
  ["a report whose text does not end", message("E", "SERROR")],
  ["a report whose fields do not end", message("N", "SNOTICE\0")],
])("%s is refused however it is cut, and behind what is right", (_, wrong) => {
  fc.assert(
    fc.property(
      fc.array(data, { maxLength: 3 }),
      cuts,
      (before, at) => !acceptsInPieces(Buffer.concat([...before, wrong]), at),
    ),
  );
});

test("rows and reports may be of any length", () => {
  for (const letter of "DdTtA") expect(new Framing().accept(message(letter, "x", 2_000_000_000))).toBe(true);
  expect(new Framing().accept(message("E", Buffer.alloc(100_000)))).toBe(true);
});
