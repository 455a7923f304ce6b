import { connect, isIP, type Socket } from "node:net";
import { type ConnectionOptions, connect as connectTls } from "node:tls";
import type { ClientConfig } from "pg";
import { startDeadline } from "./deadline.ts";

/** What names a running statement to the server, and where the server is. */
export interface CancelTarget {
  /** The address that the connection itself has, so that a name with several addresses leads to the same server. */
  readonly address: { readonly host: string; readonly port: number } | { readonly path: string };
  /** Of `BackendKeyData` (manual, section 54.7). */
  readonly processId: number;
  readonly secret: number;
  readonly config: Pick<ClientConfig, "host" | "ssl" | "sslnegotiation">;
}

/** How long it may take, in milliseconds. */
const timeout = 1_000;

/** `CancelRequest` and `SSLRequest` (manual, section 54.7). */
const cancelCode = 80_877_102;
const tlsCode = 80_877_103;

/**
 * Asks the server to end the statement that runs on a connection, over a connection of its own with the same TLS:
 * the key would let anyone who sees it cancel for ever. Resolves with true once the server has passed the request on: from
 * then on it can hit no later statement. With false where that is not known. Never rejects. Whether the statement was
 * cancelled shows in its own answer alone.
 */
export function requestCancel(target: CancelTarget): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(target.address);
    let wire: Socket = socket;
    let isSent = false;
    const finish = (isPassedOn: boolean) => {
      stop();
      wire.destroy();
      socket.destroy();
      resolve(isPassedOn);
    };
    const stop = startDeadline(timeout, () => finish(false));
    const onEnd = (each: Socket) =>
      each
        .on("error", () => finish(false))
        .on("end", () => finish(isSent))
        .on("close", () => finish(false));
    onEnd(socket);
    const send = () => {
      // The server answers nothing, and closes when it has sent the signal.
      isSent = true;
      wire.resume().write(message(cancelCode, target.processId, target.secret));
    };
    const secure = () => {
      wire = onEnd(connectTls(tlsOptions(socket, target.config), send));
    };
    socket.once("connect", () => {
      if (!target.config.ssl) return send();
      if (target.config.sslnegotiation === "direct") return secure();
      socket.write(message(tlsCode));
      socket.once("data", (answer) => (answer.toString("latin1") === "S" ? secure() : finish(false)));
    });
  });
}

function tlsOptions(socket: Socket, { host = "", ssl, sslnegotiation }: CancelTarget["config"]): ConnectionOptions {
  return {
    ...(typeof ssl === "object" && ssl),
    socket,
    host,
    // Server names are names (RFC 6066, section 3).
    ...(isIP(host) === 0 && { servername: host }),
    ...(sslnegotiation === "direct" && { ALPNProtocols: ["postgresql"] }),
  };
}

/** The length, itself included, then the numbers: four bytes each. */
function message(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * (numbers.length + 1));
  for (const [index, number] of [bytes.length, ...numbers].entries()) bytes.writeInt32BE(number | 0, index * 4);
  return bytes;
}
