import { describe, expect, it } from "vitest";
import { line, shown, visible } from "./visible";

describe("visible", () => {
  it("leaves ordinary text, tabs and lines alone", () => {
    expect(visible("a\tb\nc é 漢 😀")).toBe("a\tb\nc é 漢 😀");
  });

  it("names what hides or turns text", () => {
    expect(visible("a\u202eb")).toBe("a⟨U+202E⟩b");
    expect(visible("\u001b[31mred")).toBe("⟨U+001B⟩[31mred");
    expect(visible("x\u200by\ufeff")).toBe("x⟨U+200B⟩y⟨U+FEFF⟩");
  });

  it("shows what is no text as JSON", () => {
    expect(shown("x")).toBe("x");
    expect(shown(null)).toBe("null");
    expect(shown({ a: 1 }, 0)).toBe('{"a":1}');
    expect(shown(undefined)).toBe("");
  });

  it("writes one line", () => {
    expect(line("a\n  b")).toBe("a b");
    expect(line("abcdef", 3)).toBe("abc…");
  });
});
