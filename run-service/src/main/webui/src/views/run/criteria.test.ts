import { describe, expect, it } from "vitest";
import type { Criterion } from "@/api/results";
import { UNIT } from "@/parts/interval";
import { partly } from "@/testing/partly";
import { criterionName, scaleOf } from "./criteria";

const asked = (over: object) => partly<Criterion>({ passed: true, outcome: "pass", ...over });

describe("a criterion", () => {
  it("is named by what it asks", () => {
    expect(criterionName(asked({ type: "pass_rate", min: 0.8 }))).toBe("pass rate ≥ 0.8");
    expect(
      criterionName(
        asked({ type: "mean_score", scorer: "fact", section: "billing", min: 0, max: 1 }),
      ),
    ).toBe("mean score of fact in billing ≥ 0 and ≤ 1");
  });

  it("is drawn on a scale that holds it", () => {
    expect(scaleOf(asked({ type: "pass_rate", min: 0.8, observed: 0.9 }))).toBe(UNIT);
    expect(scaleOf(asked({ type: "min_delta", min: -0.01, observed: -0.2 })).from).toBeCloseTo(
      -0.21,
    );
    expect(scaleOf(asked({ type: "max_regressions", max: 0, observed: 7 })).to).toBeCloseTo(7.7);
    expect(scaleOf(asked({ type: "max_regressions", max: 0, observed: 0 })).to).toBeCloseTo(1.1);
  });
});
