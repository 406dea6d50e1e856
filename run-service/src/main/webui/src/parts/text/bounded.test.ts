import { describe, expect, it } from "vitest";
import { asJson, asText, bounded, looksLikeMarkdown, safeHref } from "./bounded";

describe("a long text", () => {
  it("is cut, and what is missing is counted", () => {
    expect(bounded("abc", 3)).toEqual({ text: "abc", left: 0 });
    expect(bounded("x".repeat(5_000_000), 100)).toEqual({ text: "x".repeat(100), left: 4_999_900 });
  });

  it("is not cut within a character", () => {
    expect(bounded("a😀b", 2)).toEqual({ text: "a", left: 3 });
  });
});

describe("an answer", () => {
  it("is JSON when it is an object or array, also as text or in a fence", () => {
    expect(asJson({ a: 1 })).toEqual({ a: 1 });
    expect(asJson('{"a":1}')).toEqual({ a: 1 });
    expect(asJson('```json\n{"a":1}\n```')).toEqual({ a: 1 });
    expect(asJson("42")).toBeUndefined();
    expect(asJson("{not json")).toBeUndefined();
    expect(asJson(`["${"x".repeat(2_000_000)}"]`)).toBeUndefined();
  });

  it("of JSON 200 deep is read", () => {
    expect(asJson("[".repeat(200) + "]".repeat(200))).toBeDefined();
  });

  it("becomes text", () => {
    expect(asText("a")).toBe("a");
    expect(asText(null)).toBe("");
    expect(asText({ a: 1 })).toBe('{\n  "a": 1\n}');
  });

  it("is told to be Markdown", () => {
    expect(looksLikeMarkdown("# Title")).toBe(true);
    expect(looksLikeMarkdown("see [this](http://x)")).toBe(true);
    expect(looksLikeMarkdown("2 days")).toBe(false);
  });
});

describe("a link", () => {
  it("leads to http, https and mail only", () => {
    expect(safeHref("https://example.org/a")).toBe("https://example.org/a");
    expect(safeHref("mailto:a@example.org")).toBe("mailto:a@example.org");
    for (const bad of [
      "javascript:alert(1)",
      " JaVaScRiPt:alert(1)",
      "java\tscript:alert(1)",
      "data:text/html,x",
      "vbscript:x",
      "file:///etc/passwd",
      "/v1/session",
      "//example.org",
      "",
    ]) {
      expect(safeHref(bad)).toBeNull();
    }
  });
});
