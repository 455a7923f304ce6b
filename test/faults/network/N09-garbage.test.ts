import { randomBytes } from "node:crypto";
import { expect } from "vitest";
import { fault, openProxied } from "../../support/faults/index.ts";

fault("N9a", async () => {
  const { scene, proxy } = await openProxied();
  const rows = () => scene.pool.query({ text: "select id, note from items order by id", effects: "none" });
  const whole = await rows();
  let cuts = 0;
  const cutAnswers = (most: number) => {
    cuts = 0;
    proxy.carry((link, way, bytes) => {
      if (way === "up" || bytes.length < 1_000 || cuts === most) return link.send(way, bytes);
      cuts += 1;
      // Behind some rows that are whole.
      link.send(way, bytes.subarray(0, 500));
      link.halfClose();
    });
  };
  cutAnswers(1);
  expect(await rows()).toEqual(whole);
  cutAnswers(Number.POSITIVE_INFINITY);
  expect(await scene.code(rows())).toBe("DATABASE_UNAVAILABLE");
  expect(cuts).toBe(2);
  expect(await scene.ask("shopItems { id note }")).toBe("DATABASE_UNAVAILABLE");
  expect(cuts).toBe(4);

  await proxy.pass();
  await scene.recovers();
});

/** A letter, the length, and what follows. */
const message = (letter: string, body: string, length = body.length + 4) => {
  const header = Buffer.alloc(5, letter);
  header.writeUInt32BE(length, 1);
  return Buffer.concat([header, Buffer.from(body, "latin1")]);
};

const http = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n";

const garbage: readonly Buffer[] = [
  // A report without an end, and one that is cut.
  message("E", "SERROR\0Mnothing is here"),
  message("N", "S"),
  // More columns than there are bytes; fewer than none.
  message("D", "\x7f\xff\0\0"),
  message("D", "\xff\xff\0\0"),
  message("T", "\0\x05id\0"),
  // Lengths that cannot be.
  message("Z", "I", 3),
  message("C", "SELECT 1\0", 2_000_000_000),
  // A letter that means nothing, and another protocol.
  message("!", "what"),
  Buffer.from(http),
  // Beyond ASCII, so that it begins with no letter.
  ...Array.from({ length: 5 }, () => Buffer.from(randomBytes(200).map((byte) => byte | 0x80))),
];

fault("N9b", async () => {
  const { scene, proxy } = await openProxied();
  for (const bytes of garbage) {
    let answers = 0;
    // What a connection is made with is short, and passes.
    proxy.carry((link, way, sent) => {
      if (way === "up" || sent.length < 1_000) return link.send(way, sent);
      answers += 1;
      link.send(way, bytes);
    });
    expect(await scene.ask("shopItems { id note }"), bytes.toString("latin1")).toBe("DATABASE_UNAVAILABLE");
    expect(answers).toBe(2);
  }
  await proxy.pass();
  await scene.recovers();
});

fault("N9c", async () => {
  const { scene, proxy } = await openProxied({ acquireTimeout: 2_500, connectTimeout: 2_000 });
  const strangers = [message("E", "SFATAL"), Buffer.from(http), Buffer.from("SSH-2.0-OpenSSH_9.2\r\n")];
  let [bytes] = strangers;
  proxy.carry((link, way) => {
    if (way === "down" && bytes) link.send(way, bytes);
  });
  proxy.reset();
  await expect.poll(() => scene.pool.stats().state).toBe("down");
  for (bytes of strangers) {
    const { created } = scene.pool.stats();
    expect(await scene.ask()).toMatch(/^(?:DATABASE_UNAVAILABLE|CIRCUIT_OPEN)$/);
    await expect.poll(() => scene.pool.stats().created).toBeGreaterThan(created);
  }
  await proxy.pass();
  await scene.recovers();
});
