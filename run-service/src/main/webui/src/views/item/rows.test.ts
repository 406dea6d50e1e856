import { describe, expect, it } from "vitest";
import type { ItemEntry } from "@/api/runItems";
import { partly } from "@/testing/partly";
import {
  distinctAnswers,
  flatRows,
  groupedRows,
  nextFailure,
  placeOf,
  rowMean,
  rowScore,
} from "./rows";

const entry = (position: number, repeat: number, over: object = {}) =>
  partly<ItemEntry>({
    position,
    repeat,
    status: "passed",
    ...over,
  });

describe("rows of items", () => {
  it("are units one by one", () => {
    expect(flatRows([entry(2, 0), entry(2, 1)]).length).toBe(2);
  });

  it("hold all repeats of an item, in the order in which items came, the worst first within", () => {
    const rows = groupedRows([entry(5, 1), entry(2, 0), entry(5, 0, { status: "failed" })]);
    expect(rows.map((r) => r.position)).toEqual([5, 2]);
    expect(rows[0]?.entries.map((e) => e.repeat)).toEqual([0, 1]);
  });

  it("count distinct answers", () => {
    const [row] = groupedRows([
      entry(1, 0, { output: "a" }),
      entry(1, 1, { output: "b" }),
      entry(1, 2, { output: "b" }),
      entry(1, 3),
    ]);
    expect(row && distinctAnswers(row)).toEqual([
      { output: "b", times: 2 },
      { output: "a", times: 1 },
      { output: null, times: 1 },
    ]);
  });

  it("take means over what was measured only", () => {
    const score = (value: number | null, passed: boolean | null) => ({
      scores: { fact: { score: value, status: value === null ? "error" : "success", passed } },
    });
    const [row] = groupedRows([
      entry(1, 0, score(1, true)),
      entry(1, 1, score(0, false)),
      entry(1, 2, score(null, null)),
    ]);
    expect(row && rowScore(row, "fact")).toMatchObject({ mean: 0.5, passed: false });
    expect(row && rowScore(row, "other")).toEqual({ mean: null, brief: null, passed: null });
    expect(row && rowMean(row, (e) => e.latency_ms)).toBeNull();
  });

  it("know where the next failure is", () => {
    const rows = flatRows([
      entry(1, 0, { status: "failed" }),
      entry(2, 0),
      entry(3, 0, { status: "error" }),
    ]);
    expect(nextFailure(rows, -1)).toBe(0);
    expect(nextFailure(rows, 0)).toBe(2);
    expect(nextFailure(rows, 2)).toBe(-1);
    expect(placeOf(rows, 3)).toBe(2);
    expect(placeOf(rows, null)).toBe(-1);
  });
});
