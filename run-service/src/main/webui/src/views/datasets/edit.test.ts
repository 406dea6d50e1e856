import { describe, expect, it } from "vitest";
import { applyEdits, countEdits, fromText, withEdit, type Edits } from "./edit";

const exported =
  '{"id":"a","input":"1","extra":{"x":1.0}}\n{"id":"b\\"q","input":"2"}\n{"input":"3","id":"c"}\n';

function edits(...list: [string, Record<string, unknown> | null, boolean?][]): Edits {
  return new Map(list.map(([id, item, added]) => [id, { item, added: added ?? false }]));
}

describe("applyEdits", () => {
  it("keeps every other line to the byte", () => {
    expect(applyEdits(exported, new Map())).toEqual(exported.trimEnd().split("\n"));
  });

  it("changes, removes and adds", () => {
    const lines = applyEdits(
      exported,
      edits(
        ['b"q', { id: 'b"q', input: "two" }],
        ["c", null],
        ["d", { id: "d", input: "4" }, true],
      ),
    );
    expect(lines).toEqual([
      '{"id":"a","input":"1","extra":{"x":1.0}}',
      '{"id":"b\\"q","input":"two"}',
      '{"id":"d","input":"4"}',
    ]);
  });

  it("says when an item is gone instead of leaving the edit out", () => {
    expect(() => applyEdits(exported, edits(["z", { id: "z" }]))).toThrow("no item z");
  });
});

describe("withEdit", () => {
  it("counts what it holds and takes edits back", () => {
    let all = withEdit(new Map(), "a", { item: { id: "a" }, added: false });
    all = withEdit(all, "b", { item: null, added: false });
    all = withEdit(all, "n", { item: { id: "n" }, added: true });
    expect(countEdits(all)).toEqual({ changed: 1, removed: 1, added: 1 });
    all = withEdit(all, "n", { item: null, added: true });
    all = withEdit(all, "a", undefined);
    expect(countEdits(all)).toEqual({ changed: 0, removed: 1, added: 0 });
  });
});

describe("fromText", () => {
  it("takes texts as they are and JSON as JSON", () => {
    expect(fromText("007", false)).toEqual({ value: "007" });
    expect(fromText("007", true)).toHaveProperty("fault");
    expect(fromText('{"a":[1]}', true)).toEqual({ value: { a: [1] } });
    expect(fromText("", false)).toEqual({ value: undefined });
    expect(fromText(" ", true)).toEqual({ value: undefined });
  });
});
