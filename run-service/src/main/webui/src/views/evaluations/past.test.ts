import { describe, expect, it } from "vitest";
import { pastOf, pointsOf } from "./past";

describe("history", () => {
  it("reads a run, and one of which nothing is known yet", () => {
    expect(
      pastOf({
        id: "1",
        name: "nightly",
        status: "successful",
        verdict: "pass",
        evaluation_version: 2,
        target: { provider: "p", model: "m" },
        summary: {
          pass_rate: 0.9,
          pass_rate_interval: { lower: 0.8, upper: 0.95, level: 0.95, method: "wilson" },
        },
      }),
    ).toMatchObject({ model: "p / m", version: 2, rate: 0.9, low: 0.8, high: 0.95 });
    expect(pastOf({ id: "2", status: "queued" })).toMatchObject({
      name: "2",
      rate: null,
      low: null,
      verdict: null,
    });
  });

  it("draws the oldest first and leaves out what has no rate", () => {
    const run = (id: string, rate: number | null) => ({
      ...pastOf({ id }),
      rate,
      low: rate,
      high: rate,
    });
    const points = pointsOf([run("new", 1), run("none", null), run("old", 0.5)], 100, 50);
    expect(points.map((p) => [p.id, p.x, p.y])).toEqual([
      ["old", 25, 25],
      ["new", 75, 0],
    ]);
    expect(pointsOf([], 100, 50)).toEqual([]);
  });
});
