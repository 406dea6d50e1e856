import { describe, expect, it } from "vitest";
import { changedFields } from "./changes";

describe("changedFields", () => {
  it("names what differs, also what is new or gone, but not the place", () => {
    const before = { n: 1, id: "a", input: "x", label: "l", extra: { a: 1 } };
    const after = { n: 2, id: "a", input: "y", expected: null, extra: { a: 1 } };
    expect(changedFields(before, after)).toEqual([
      { field: "input", before: "x", after: "y" },
      { field: "expected", before: undefined, after: null },
      { field: "label", before: "l", after: undefined },
    ]);
    expect(changedFields(before, before)).toEqual([]);
  });
});
