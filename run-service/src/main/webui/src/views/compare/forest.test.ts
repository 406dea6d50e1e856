import { describe, expect, it } from "vitest";
import type { Against, MeanDifference } from "@/api/comparison";
import { partly } from "@/testing/partly";
import { forest } from "./forest";

const mean = (difference: number, p_adjusted: number | null) =>
  partly<MeanDifference>({
    items: 10,
    unmeasured: 0,
    wins: 0,
    losses: 0,
    ties: 0,
    difference,
    interval: { lower: difference - 0.1, upper: difference + 0.1 },
    p: 0.01,
    p_adjusted,
  });
const against = partly<Against>({
  other: "b",
  paired: 10,
  only_baseline: [],
  only_baseline_count: 0,
  only_other: [],
  only_other_count: 0,
  items: { rates: mean(-0.1, null), mcnemar_p: 0.04 },
  scorers: [{ scorer: "fact", scores: mean(-0.2, 0.06) }],
  slices: [
    { kind: "section", name: "billing", scores: mean(0.1, 1) },
    { kind: "section", name: "about", scores: mean(-0.3, 0.01) },
    { kind: "label", name: "yes_no", scorer: "fact", scores: mean(0, 1) },
  ],
  regressed: 1,
  improved: 0,
});

describe("a forest plot", () => {
  it("has items, scorers, sections, labels; the worst section first", () => {
    const plot = forest(against, false);
    expect(plot.groups.map((g) => g.rows.map((r) => r.name))).toEqual([
      ["items passed", "fact"],
      ["about", "billing"],
    ]);
    expect(forest(against, true).groups[2]?.rows[0]?.name).toBe("yes_no · fact");
  });

  it("fills what stays beyond chance after correction", () => {
    const rows = forest(against, false).groups.flatMap((g) => g.rows);
    expect(rows.map((r) => r.filled)).toEqual([true, false, true, false]);
  });

  it("holds all intervals on one scale around zero", () => {
    const { scale } = forest(against, false);
    expect(scale.from).toBeCloseTo(-0.42);
    expect(scale.to).toBeCloseTo(0.42);
    expect(
      forest(partly({ ...against, items: null, scorers: [], slices: [] }), true).groups,
    ).toEqual([]);
  });
});
