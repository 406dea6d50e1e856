import { expect, it } from "vitest";
import type { PastPoint } from "@/api/past";
import { changeLines, chartPoints, lineThrough } from "./past";

const truth = (accuracy?: number) => ({
  samples: 1,
  matched: 1,
  compared: 1,
  ...(accuracy !== undefined && { accuracy }),
});

const point = (run: string, day: number, people?: number, inferred?: number): PastPoint => ({
  run,
  name: run,
  at: `2026-11-0${day}T00:00:00Z`,
  human: truth(people),
  inferred: truth(inferred),
  accuracy_corrected: 0.25,
  samples: 1,
  corrected: 1,
  completion_rate: 1,
  status: "successful",
});

const PAST = [point("c", 3, 0.5), point("a", 1, 1), point("d", 4, 0), point("b", 2)];

it("puts the oldest at the left, and 100 % at the top", () => {
  const points = chartPoints(PAST, 400, 100);
  expect(points.map((one) => [one.run, one.x, one.y])).toEqual([
    ["a", 50, 0],
    ["b", 150, null],
    ["c", 250, 50],
    ["d", 350, 100],
  ]);
  expect(chartPoints([], 400, 100)).toEqual([]);
});

it("draws what people corrected, what was inferred beside it, and nothing of both together", () => {
  const before = { ...point("x", 1), human: undefined, inferred: undefined } as PastPoint;
  const points = chartPoints([before, point("a", 2, 1, 0.5), point("b", 3, 0.5, 0)], 300, 100);
  expect(lineThrough(points, "y")).toBe("M150 0L250 50");
  expect(lineThrough(points, "beside")).toBe("M150 50L250 100");
});

it("breaks its line where an accuracy is not known", () => {
  const points = chartPoints(PAST, 400, 100);
  expect(lineThrough(points, "y")).toBe("M50 0M250 50L350 100");
  expect(lineThrough(points, "rate")).toBe("");
});

it("draws a change before the first run after it, and none of a run that is not there", () => {
  const points = chartPoints(PAST, 400, 100);
  const change = (run: string) => ({ run, at: "", before: 1, after: 0.5, p_value: 0.01 });
  expect(changeLines([change("c"), change("z")], points, 400).map((one) => one.x)).toEqual([200]);
});
