import { describe, expect, it } from "vitest";
import { jsonDiff } from "./jsonDiff";

describe("a diff of JSON", () => {
  it("finds nothing in what is the same in another order", () => {
    expect(jsonDiff({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toEqual([]);
  });

  it("names changes by their path, and types by name", () => {
    const found = jsonDiff(
      { a: 1, b: "two", c: [1, 2, 3], gone: true },
      { a: "1", b: "two!", c: [1, 3], new: { x: null } },
    );
    expect(found.map((d) => [d.path, d.kind])).toEqual([
      ["gone", "removed"],
      ["new", "added"],
      ["a", "type"],
      ["b", "changed"],
      ["c[2]", "removed"],
      ["c[1]", "changed"],
    ]);
    expect(found.find((d) => d.path === "a")?.types).toEqual({ before: "number", after: "string" });
  });

  it("tells null from absent", () => {
    expect(jsonDiff({ a: null }, {}).map((d) => d.kind)).toEqual(["removed"]);
    expect(jsonDiff({ a: null }, { a: 0 }).map((d) => d.kind)).toEqual(["type"]);
  });

  it("stands JSON 2,000 deep, and many differences", () => {
    const deep = (leaf: unknown) => {
      let value = leaf;
      for (let i = 0; i < 2_000; i++) value = { k: value };
      return value;
    };
    expect(jsonDiff(deep(1), deep(2)).length).toBe(1);
    const many = Array.from({ length: 10_000 }, (_, i) => i);
    expect(
      jsonDiff(
        many,
        many.map((n) => n + 1),
      ).length,
    ).toBe(500);
  });
});
