import { describe, expect, it } from "vitest";
import type { Comparison } from "@/api/comparison";
import { partly } from "@/testing/partly";
import { comparisonMarkdown } from "./markdown";

const side = (name: string, run: string, passed: number) => ({
  name,
  runs: [{ id: name, name: run }],
  units: 10,
  passed,
  failed: 10 - passed,
  errored: 0,
  unsettled: 0,
  latency: { p50: 412 },
  cost: null,
});
const comparison = partly<Comparison>({
  by: "run",
  baseline: "a",
  sides: [side("a", "old | <b>", 5), side("b", "new", 8)],
  comparisons: [
    {
      other: "b",
      paired: 10,
      only_baseline: [],
      only_baseline_count: 0,
      only_other: [],
      only_other_count: 0,
      items: {
        rates: {
          items: 10,
          unmeasured: 0,
          wins: 3,
          losses: 0,
          ties: 7,
          difference: 0.3,
          interval: { lower: 0.05, upper: 0.55 },
          p: 0.25,
        },
        mcnemar_p: 0.25,
      },
      scorers: [],
      slices: [],
      regressed: 0,
      improved: 3,
    },
  ],
  warnings: ["other version"],
});

describe("a comparison as Markdown", () => {
  const written = comparisonMarkdown(comparison, "http://127.0.0.1/compare");

  it("has the sentence, the sides and the differences", () => {
    expect(written).toContain("new answers 30.0 points more items right");
    expect(written).toContain("| new | 8 / 10 | 80.0\u00a0% | 412 ms | – |");
    expect(written).toContain("| items passed | +30.0 pt | +5.0 … +55.0 | 0.250 |");
    expect(written).toContain("> other version");
    expect(written).toContain("<http://127.0.0.1/compare>");
  });

  it("lets no name be read as Markdown or HTML", () => {
    expect(written).toContain("| old \\| \\<b\\> (baseline) |");
    expect(written).not.toContain("<b>");
  });
});
