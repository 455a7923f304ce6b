import { describe, expect, test } from "vitest";
import { type Comment, readComment } from "../../../src/model/comments.ts";
import { commentRules } from "./comment-rules.ts";

const nothing: Comment = {
  description: undefined,
  name: undefined,
  field: undefined,
  inverse: undefined,
  hidden: false,
  deprecated: undefined,
};

test.each(commentRules)("$comment", ({ comment, means }) => {
  expect(readComment(comment)).toEqual({ ...nothing, ...means });
});

describe("what is left of a comment", () => {
  test("keeps its lines and paragraphs", () => {
    const text = "Who buys.\n@name Client\n\nOne row per person.  \n  @hidden\n";
    expect(readComment(text)).toMatchObject({ description: "Who buys.\n\nOne row per person.", name: "Client" });
  });

  test("is nothing where there was nothing else", () => {
    expect(readComment("@hidden").description).toBeUndefined();
    expect(readComment(" \n ").description).toBeUndefined();
    expect(readComment(undefined)).toEqual(nothing);
  });

  test("is what was there where a tag is glued to a word", () => {
    for (const text of ["mail me@name x", "a@hidden", "@hiddenly", "@named x", "(@name x)"]) {
      expect(readComment(text)).toEqual({ ...nothing, description: text });
    }
  });
});
