import { describe, expect, it } from "vitest";
import { answerOf, hasNote, isChanged, saidOf, unsaid, withNote } from "./opinion";

const json = answerOf({ response: { a: 1 } }, null);
const text = answerOf({ response: "Hello" }, null);

describe("an answer that is corrected", () => {
  it("is JSON where it is, also within a text, and where the skill wants it", () => {
    expect(json).toEqual({ text: false, value: { a: 1 } });
    expect(answerOf({ response: '{"a": 1}' }, null)).toEqual({ text: false, value: { a: 1 } });
    expect(text).toEqual({ text: true, value: "Hello" });
    expect(answerOf({ response: null }, null)).toEqual({ text: true, value: "" });
    expect(answerOf({ response: null }, { type: "object" })).toEqual({
      text: false,
      value: undefined,
    });
  });
});

describe("what is said", () => {
  it("is nothing while nothing is changed", () => {
    expect(isChanged(json, unsaid({ a: 1 }))).toBe(false);
    expect(saidOf(json, unsaid({ a: 1 }), false)).toBeNull();
    expect(saidOf(text, unsaid("Hello"), false)).toBeNull();
  });

  it("is the answer itself when it is accepted", () => {
    expect(saidOf(json, unsaid({ a: 1 }), true)).toEqual({ response: { a: 1 } });
    expect(saidOf(text, unsaid("Hello"), true)).toEqual({ corrected: "Hello" });
  });

  it("does not take an answer for right of which somebody notes that it is wrong", () => {
    const noted = { ...unsaid({ a: 1 }), notes: " wrong currency " };
    expect(saidOf(json, noted, true)).toEqual({ notes: "wrong currency" });
  });

  it("is the correction with what was noted beside it", () => {
    const corrected = { ...unsaid({ a: 2 }), notes: "off by one", rating: 2, label: "bad" };
    expect(saidOf(json, corrected, false)).toEqual({
      response: { a: 2 },
      notes: "off by one",
      rating: 2,
      label: "bad",
    });
    expect(saidOf(text, unsaid("Hallo"), false)).toEqual({ corrected: "Hallo" });
  });

  it("sends no number that the browser does not hold as it is", () => {
    const large = answerOf({ response: '{"id": 9007199254740993, "a": 1}' }, null);
    const changed = { ...unsaid({ id: 9007199254740992, a: 2 }), notes: "a is 2" };
    expect(saidOf(large, unsaid(large.value), true)).toBeNull();
    expect(saidOf(large, changed, false)).toEqual({ notes: "a is 2" });
    expect(saidOf(json, unsaid({ a: [9007199254740991] }), false)).not.toBeNull();
  });

  it("sends nothing that is no correction", () => {
    expect(saidOf(json, { ...unsaid(undefined), valid: false }, true)).toBeNull();
    expect(saidOf(json, unsaid(7), true)).toBeNull();
    expect(saidOf(text, unsaid("  "), true)).toBeNull();
  });
});

it("puts a common note in and takes it out again", () => {
  const one = withNote("", "wrong currency");
  expect(one).toBe("wrong currency");
  const two = withNote(one, "wrong date");
  expect(two).toBe("wrong currency\nwrong date");
  expect(hasNote(two, "wrong date")).toBe(true);
  expect(withNote(two, "wrong currency")).toBe("wrong date");
});
