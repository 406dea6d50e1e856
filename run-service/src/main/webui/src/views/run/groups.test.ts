import { describe, expect, it } from "vitest";
import type { GroupSummary } from "@/api/results";
import { partly } from "@/testing/partly";
import { worstFirst } from "./groups";

const group = (over: object) =>
  partly<GroupSummary>({
    total: 10,
    passed: 0,
    failed: 0,
    errored: 0,
    skipped: 0,
    cancelled: 0,
    unmeasured: 0,
    ...over,
  });

describe("sections and labels", () => {
  it("come worst first, what is not measured last", () => {
    const found = worstFirst({
      good: group({ pass_rate: 0.9 }),
      none: group({}),
      bad: group({ pass_rate: 0.2 }),
      sure: group({ pass_rate: 0.5, pass_rate_interval: { lower: 0.4, upper: 0.6 } }),
      vague: group({ pass_rate: 0.5, pass_rate_interval: { lower: 0.1, upper: 0.9 } }),
    });
    expect(found.map((g) => g.name)).toEqual(["bad", "sure", "vague", "good", "none"]);
  });

  it("go by the mean where nothing can pass", () => {
    const [only] = worstFirst({ a: group({ mean_score: 0.4 }) });
    expect(only).toMatchObject({ value: 0.4, rated: false });
  });

  it("count what the rate is made of", () => {
    const [only] = worstFirst({
      a: group({ pass_rate: 0.5, passed: 2, failed: 1, errored: 1, skipped: 9 }),
    });
    expect(only).toMatchObject({ passed: 2, of: 4 });
    expect(worstFirst(null)).toEqual([]);
  });
});
