import { Writable } from "node:stream";
import type { Output } from "../../../src/cli/terminal.ts";

/** An output that keeps what is written, and calls `onWrite` with the whole text each time. */
export function makeOutput(onWrite: (text: string) => void = () => {}): Output & { readonly text: () => string } {
  let text = "";
  const output = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      text += String(chunk);
      onWrite(text);
      done();
    },
  });
  return Object.assign(output, { text: () => text });
}
