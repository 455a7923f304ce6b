import { CloseCode, type Server } from "graphql-ws";
import type { WebSocket } from "ws";
import { excessOf } from "../../lib/index.ts";
import { mostJson } from "../use-exact-json.ts";
import type { Session } from "./session.ts";

export interface ServeOptions {
  readonly protocol: Server<Session>;
  /** How much may wait for a client that does not read, in bytes. */
  readonly mostUnread: number;
  readonly onFailure: (error: unknown) => void;
}

/** Speaks the protocol on one socket, until it is closed. */
export function serve(socket: WebSocket, session: Session, { protocol, mostUnread, onFailure }: ServeOptions): void {
  const fail = (error: unknown) => {
    onFailure(error);
    socket.close(CloseCode.InternalServerError, "Internal server error");
  };
  /** Whoever sends and does not read must not make the gateway keep all the answers. */
  const isUnread = () => {
    if (socket.bufferedAmount <= mostUnread) return false;
    socket.terminate();
    return true;
  };
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (text) =>
        new Promise((resolve) => {
          // A client that has left reads nothing, and its operations end by themselves.
          if (socket.readyState === socket.OPEN) socket.send(text, () => resolve());
          else resolve();
        }),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (read) => {
        socket.on("message", (data, isBinary) => {
          if (isUnread()) return;
          const text = isBinary ? undefined : String(data);
          if (text === undefined || excessOf(text, mostJson)) {
            socket.close(CloseCode.BadRequest, "Invalid message received");
            return;
          }
          read(text).then(() => session.endUnwanted(), fail);
        });
      },
    },
    session,
  );
  socket.on("ping", isUnread);
  // What is wrong with its frames closes a socket by itself.
  socket.on("error", () => {});
  socket.once("close", (code, reason) => {
    closed(code, String(reason)).catch(onFailure);
    session.endUnwanted();
  });
}
