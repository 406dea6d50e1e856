import { describe, expect, it } from "vitest";
import { bars, buckets, logScale, ticks } from "./figures";

describe("times as a histogram", () => {
  it("stand on a logarithmic axis, one bar after the other", () => {
    const found = bars({ count: 3, bounds: [100, 1_000, 10_000], counts: [1, 2] });
    expect(found.map((b) => [Math.round(b.x), Math.round(b.width), b.height])).toEqual([
      [0, 50, 50],
      [50, 50, 100],
    ]);
  });

  it("stand one value, zero and nothing", () => {
    expect(bars({ count: 1, bounds: [0, 1], counts: [1] })[0]?.height).toBe(100);
    expect(bars({ count: 0, bounds: [], counts: [] })).toEqual([]);
    expect(logScale(5, 5)(5)).toBe(0);
  });

  it("have round times on their axis", () => {
    expect(ticks(150, 2_500).map((t) => t.value)).toEqual([200, 500, 1_000, 2_000]);
    expect(ticks(7, 8)).toEqual([]);
  });
});

describe("attempts over time", () => {
  it("are stacked, what went well first", () => {
    const found = buckets({
      from: "",
      to: "",
      bucket_ms: 100,
      outcomes: { rate_limited: [0, 2, 1], ok: [3, 1, 0] },
    });
    expect(found.outcomes).toEqual(["ok", "rate_limited"]);
    expect(found.most).toBe(3);
    expect(found.buckets[1]).toEqual({
      at: 100,
      total: 3,
      parts: [
        { outcome: "ok", count: 1 },
        { outcome: "rate_limited", count: 2 },
      ],
    });
    expect(buckets({ from: "", to: "", bucket_ms: 1, outcomes: {} })).toEqual({
      buckets: [],
      most: 1,
      outcomes: [],
    });
  });
});
