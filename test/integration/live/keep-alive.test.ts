import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import WebSocket, { WebSocketServer } from "ws";
import { KeepAlive } from "../../../src/server/socket/keep-alive.ts";

async function open() {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await once(server, "listening");
  const keepAlive = new KeepAlive(500);
  server.on("connection", (socket) => keepAlive.add(socket));
  onTestFinished(() => void server.close());
  const address = server.address();
  const url = `ws://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  return (autoPong: boolean) => {
    const socket = new WebSocket(url, { autoPong });
    onTestFinished(() => socket.terminate());
    return socket;
  };
}

test("a client that does not answer is left, and one that does is kept", async () => {
  const connect = await open();
  const [deaf, alive] = [connect(false), connect(true)];
  const [code] = await once(deaf, "close");
  expect(code).toBe(1006);
  for (let asked = 0; asked < 3; asked += 1) await once(alive, "ping");
  expect(alive.readyState).toBe(WebSocket.OPEN);
});
