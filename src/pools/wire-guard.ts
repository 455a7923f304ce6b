import type { Connection as Wire } from "pg";
import { Framing } from "./framing.ts";

/**
 * Keeps bytes that are no messages from pg, whose parser throws at some, where nobody could catch it, and never comes back
 * from others. To be called right after pg was told to connect; `onBroken` is called once, and nothing is read from then on.
 */
export function guardWire(wire: Wire, isSecure: boolean, onBroken: (error: Error) => void): void {
  const guard = () => {
    const { stream } = wire;
    const parse = stream.listeners("data").at(-1);
    if (!parse) return;
    const framing = new Framing();
    let isBroken = false;
    const read = (chunk: Buffer): Error | undefined => {
      if (!framing.accept(chunk)) return notTheProtocol();
      try {
        parse.call(stream, chunk);
        return undefined;
      } catch (cause) {
        return notTheProtocol(cause);
      }
    };
    stream.removeAllListeners("data").on("data", (chunk: Buffer) => {
      if (isBroken) return;
      const error = read(chunk);
      if (!error) return;
      isBroken = true;
      onBroken(error);
    });
  };
  // Before, there is one byte that is no message: whether the server has TLS.
  if (isSecure) wire.once("sslconnect", guard);
  else guard();
}

function notTheProtocol(cause?: unknown): Error {
  const error = new Error("What came over the connection is not the protocol of Postgres.", { cause });
  return Object.assign(error, { code: "EBADMSG" });
}
