import { describe, expect, it } from "vitest";
import { wordDiff } from "./wordDiff";

describe("a diff of words", () => {
  it("names what went and what came", () => {
    expect(wordDiff("4.90 EUR a month", "4.94 EUR a month")).toEqual([
      { text: "4.", kind: "same" },
      { text: "90", kind: "removed" },
      { text: "94", kind: "added" },
      { text: " EUR a month", kind: "same" },
    ]);
  });

  it("gives back both texts, whatever they are", () => {
    for (const [a, b] of [
      ["", ""],
      ["", "all new"],
      ["gone", ""],
      ["héllo wörld 你好", "hello world 你好!"],
      ["<img onerror>\u202e", "\u202e<img>"],
    ] as const) {
      const changes = wordDiff(a, b) ?? [];
      const side = (not: string) =>
        changes
          .filter((c) => c.kind !== not)
          .map((c) => c.text)
          .join("");
      expect(side("added")).toBe(a);
      expect(side("removed")).toBe(b);
    }
  });

  it("gives up on what is too long", () => {
    expect(wordDiff("x ".repeat(100_000), "y")).toBeNull();
  });
});
