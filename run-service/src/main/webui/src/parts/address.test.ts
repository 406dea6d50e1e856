import { describe, expect, it } from "vitest";
import { changed, countOf, textOf, wordOf } from "./address";

describe("address", () => {
  it("reads texts, also those that look like numbers", () => {
    expect(textOf("a")).toBe("a");
    expect(textOf(12)).toBe("12");
    expect(textOf(true)).toBe("true");
    expect(textOf(undefined)).toBe("");
    expect(textOf({ a: 1 })).toBe("");
  });

  it("reads counts from 1 and nothing else", () => {
    expect(countOf(3)).toBe(3);
    expect(countOf("3")).toBe(3);
    for (const other of [0, -1, 1.5, "x", "", null, undefined, {}]) {
      expect(countOf(other)).toBeNull();
    }
  });

  it("takes the first word for what is not known", () => {
    expect(wordOf("b", ["a", "b"])).toBe("b");
    expect(wordOf("c", ["a", "b"])).toBe("a");
    expect(wordOf(undefined, ["a", "b"])).toBe("a");
  });

  it("changes a part and leaves out what is empty", () => {
    expect(changed({ a: 1, b: "x" }, { b: "", c: "y" })).toEqual({ a: 1, c: "y" });
    expect(changed({ a: 1 }, { a: undefined })).toEqual({});
    expect(changed({}, { a: false })).toEqual({ a: false });
  });
});
