import { describe, expect, it } from "vitest";
import { commandOf } from "./keys";

const press = (key: string, over: object = {}) =>
  commandOf({
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    defaultPrevented: false,
    target: null,
    ...over,
  });

describe("keys of the open item", () => {
  it("do what the sheet says", () => {
    expect(
      ["j", "k", "n", "e", "a", "y", "x", "u", "c", "?", "Escape"].map((key) => press(key)),
    ).toEqual([
      "next",
      "previous",
      "failure",
      "diff",
      "attempts",
      "agree",
      "disagree",
      "undo",
      "copy",
      "keys",
      "close",
    ]);
    expect(press("z")).toBeNull();
  });

  it("leave fields, menus and the browser's own keys alone", () => {
    const within = { closest: (selector: string) => (selector.includes("input") ? {} : null) };
    expect(press("j", { target: within })).toBeNull();
    expect(press("c", { ctrlKey: true })).toBeNull();
    expect(press("c", { metaKey: true })).toBeNull();
    expect(press("j", { defaultPrevented: true })).toBeNull();
  });
});
