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
const within = (what: string) => ({
  target: { closest: (selector: string) => (selector.split(", ").includes(what) ? {} : null) },
});

describe("keys of a review", () => {
  it("do what the sheet says", () => {
    expect(press("3")).toEqual({ do: "note", nth: 3 });
    expect(press("0")).toBeNull();
    expect(["Enter", "s", "u", "e", "?"].map((key) => press(key))).toEqual(
      ["save", "skip", "undo", "edit", "keys"].map((what) => ({ do: what })),
    );
  });

  it("leave fields and what is pressed by Enter alone", () => {
    expect(press("3", within("textarea"))).toBeNull();
    expect(press("Enter", within("button"))).toBeNull();
    expect(press("s", within("button"))).toEqual({ do: "skip" });
    expect(press("s", { altKey: true })).toBeNull();
  });

  it("save from within a text with Ctrl or ⌘, but not from a dialog", () => {
    expect(press("Enter", { ctrlKey: true, ...within("textarea") })).toEqual({ do: "save" });
    expect(press("Enter", { metaKey: true })).toEqual({ do: "save" });
    expect(press("Enter", { ctrlKey: true, ...within("[role=dialog]") })).toBeNull();
  });
});
