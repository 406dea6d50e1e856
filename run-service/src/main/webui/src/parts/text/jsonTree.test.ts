import { describe, expect, it } from "vitest";
import { pathText, treeRows } from "./jsonTree";

const none = new Set<string>();

describe("a tree of JSON", () => {
  it("lists names, kinds and leaves in their order", () => {
    const rows = treeRows({ b: "x", a: [1, null] }, none);
    expect(rows.map((r) => [r.id, r.depth, r.kind, r.value])).toEqual([
      ["$", 0, "object", ""],
      ["b", 1, "string", "x"],
      ["a", 1, "array", ""],
      ["a[0]", 2, "number", "1"],
      ["a[1]", 2, "null", "null"],
    ]);
  });

  it("opens and closes by its path", () => {
    expect(treeRows({ a: [1] }, new Set(["a"])).map((r) => r.id)).toEqual(["$", "a"]);
    expect(treeRows({ a: { b: { c: 1 } } }, new Set(["a.b"])).map((r) => r.id)).toEqual([
      "$",
      "a",
      "a.b",
      "a.b.c",
    ]);
  });

  it("stands JSON 100,000 deep", () => {
    let value: unknown = "leaf";
    for (let i = 0; i < 100_000; i++) value = [value];
    expect(treeRows(value, none).length).toBe(3);
  });

  it("says how many parts it leaves out", () => {
    const rows = treeRows(
      Array.from({ length: 1_000 }, (_, i) => i),
      none,
    );
    expect(rows.length).toBe(201);
    expect(rows[0]?.more).toBe(800);
  });

  it("writes odd keys so that they cannot be misread", () => {
    expect(pathText(["a", 0, "b.c", "größe"])).toBe('a[0]["b.c"].größe');
  });
});
