import { expect, test } from "vitest";
import { Session } from "../../../src/server/socket/session.ts";

const session = () => new Session(new Headers(), () => {});

test("what waits for the end of a token is let go when its socket is closed", () => {
  const open = session();
  const ended: string[] = [];
  open.whenGone(() => ended.push("token"));
  expect(ended).toEqual([]);
  open.gone();
  expect(ended).toEqual(["token"]);
});

test("and at once where the socket was closed while it was found out who asks", () => {
  const closed = session();
  closed.gone();
  const ended: string[] = [];
  closed.whenGone(() => ended.push("token"));
  expect(ended).toEqual(["token"]);
});
