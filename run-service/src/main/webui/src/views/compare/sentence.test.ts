import { describe, expect, it } from "vitest";
import type { Against, MeanDifference } from "@/api/comparison";
import { partly } from "@/testing/partly";
import { comparisonSentence } from "./sentence";

const mean = (over: object) =>
  partly<MeanDifference>({
    items: 60,
    unmeasured: 0,
    wins: 3,
    losses: 11,
    ties: 46,
    difference: -0.1333,
    interval: { lower: -0.2543, upper: -0.0124 },
    p: 0.0574,
    items_needed: 97,
    ...over,
  });
const against = (over: object) =>
  partly<Against>({
    other: "b",
    paired: 60,
    only_baseline: [],
    only_baseline_count: 0,
    only_other: [],
    only_other_count: 0,
    scorers: [],
    slices: [],
    regressed: 11,
    improved: 3,
    ...over,
  });

describe("the sentence of a comparison", () => {
  it("says which, how much, how sure, and what it would take", () => {
    const said = comparisonSentence(
      against({ items: { rates: mean({}), only_baseline: 11, only_other: 3, mcnemar_p: 0.0574 } }),
      "mini",
      "large",
    );
    expect(said).toBe(
      "mini answers 13.3 points fewer items right than large (95 % interval −25.4 to −1.2, p = 0.057, 14 items decide); about 97 items would be needed to see a difference of this size reliably. It may be chance.",
    );
  });

  it("calls beyond chance only what test and interval agree on", () => {
    const sure = mean({ difference: 0.031, interval: { lower: 0.004, upper: 0.058 }, p: 0.02 });
    expect(comparisonSentence(against({ items: { rates: sure } }), "B", "A")).toBe(
      "B answers 3.1 points more items right than A (95 % interval +0.4 to +5.8, p = 0.020, 14 items decide). That is more than chance.",
    );
    const wide = mean({
      difference: 0.03,
      interval: { lower: -0.01, upper: 0.07 },
      p: 0.04,
      items_needed: null,
    });
    expect(comparisonSentence(against({ items: { rates: wide } }), "B", "A")).toContain(
      "may be chance",
    );
  });

  it("speaks of a score where nothing can pass, and of nothing where nothing was measured", () => {
    const scored = mean({ difference: 0.02, interval: null, p: null, items_needed: null });
    expect(
      comparisonSentence(against({ scorers: [{ scorer: "tone", scores: scored }] }), "B", "A"),
    ).toBe("B scores 0.020 higher on tone than A (14 items decide). It may be chance.");
    expect(comparisonSentence(against({}), "B", "A")).toContain("nothing can be said");
  });

  it("says that both are the same", () => {
    const same = mean({
      difference: 0,
      interval: { lower: 0, upper: 0 },
      wins: 0,
      losses: 0,
      p: 1,
      items_needed: null,
    });
    expect(comparisonSentence(against({ items: { rates: same } }), "B", "A")).toBe(
      "B answers as many items right as A (95 % interval 0.0 to 0.0, p = 1.00, 0 items decide).",
    );
  });
});
