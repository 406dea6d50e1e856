import { describe, expect, it } from "vitest";
import { oneLine, visible, visibleText } from "./visible";

describe("text of a model", () => {
  it("leaves ordinary text of any script as it is", () => {
    for (const text of ["plain\ttext\nover lines", "Grüße 你好 مرحبا", "👩‍👩‍👧 family", "a\r\nb"]) {
      expect(visible(text)).toEqual([{ text, hidden: null }]);
    }
  });

  it("shows escapes of a terminal", () => {
    expect(visibleText("\u001b[31mred\u001b[0m\u0007")).toBe("⟨ESC⟩[31mred⟨ESC⟩[0m⟨BEL⟩");
  });

  it("shows what reorders text or hides in it", () => {
    expect(visibleText("invoice\u202efdp.exe")).toBe("invoice⟨RLO⟩fdp.exe");
    expect(visibleText("a\u2066b\u2069c\u200bd\ufeff")).toBe("a⟨LRI⟩b⟨PDI⟩c⟨ZWSP⟩d⟨BOM⟩");
    expect(visibleText("ad\u200dmin")).toBe("ad⟨ZWJ⟩min");
    expect(visibleText("over\rwritten")).toBe("over⟨CR⟩written");
    expect(visibleText("tag\u{e0041}")).toBe("tag⟨U+E0041⟩");
  });

  it("shows half of a surrogate pair", () => {
    expect(visibleText("x\ud800y")).toBe("x⟨U+D800⟩y");
    expect(visible("😀")).toEqual([{ text: "😀", hidden: null }]);
  });

  it("keeps the code of what it shows", () => {
    expect(visible("\u202e")).toEqual([{ text: "RLO", hidden: "U+202E" }]);
    expect(visible("\u0001")).toEqual([{ text: "^A", hidden: "U+0001" }]);
  });

  it("makes one bounded line of anything", () => {
    expect(oneLine("a\n\n  b\u202e")).toBe("a b⟨RLO⟩");
    expect(oneLine("x".repeat(5_000_000)).length).toBe(400);
  });
});
