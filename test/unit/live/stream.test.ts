import { expect, test } from "vitest";
import { Newest } from "../../../src/live/newest.ts";
import { Stream } from "../../../src/live/stream.ts";

function open() {
  const newest = new Newest<number>();
  let ends = 0;
  const onEnd = () => {
    ends += 1;
  };
  const stream = new Stream<number>({ take: () => newest.take(), onEnd });
  const put = (value: number) => {
    newest.put(value);
    stream.wake();
  };
  return { stream, put, ends: () => ends };
}

const over = { value: undefined, done: true };

test("a reader who waits gets what comes, and one who comes late the newest", async () => {
  const { stream, put } = open();
  const waiting = [stream.next(), stream.next()];
  put(1);
  put(2);
  expect(await Promise.all(waiting)).toEqual([1, 2].map((value) => ({ value, done: false })));
  put(3);
  put(4);
  expect(await stream.next()).toEqual({ value: 4, done: false });
});

test.each(["the reader leaves", "it is ended", "the signal aborts", "the signal had aborted"])("%s", async (how) => {
  const { stream, put, ends } = open();
  const controller = new AbortController();
  if (how === "the signal had aborted") controller.abort();
  else stream.endOn(controller.signal);
  const waiting = how === "the signal had aborted" ? undefined : stream.next();
  if (how === "the reader leaves") await stream.return();
  if (how === "it is ended") stream.end();
  if (how === "the signal aborts") controller.abort();
  if (how === "the signal had aborted") stream.endOn(controller.signal);
  stream.end();
  put(1);
  expect(await waiting).toEqual(waiting && over);
  expect(await stream.next()).toEqual(over);
  expect(ends()).toBe(1);
});
