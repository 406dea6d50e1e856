import { describe, expect, it } from "vitest";
import type { Attempt } from "@/api/runItems";
import { partly } from "@/testing/partly";
import { timeline } from "./timeline";

const attempt = (seconds: number, over: object = {}) =>
  partly<Attempt>({
    generation: 1,
    number: 1,
    outcome: "ok",
    duration_ms: 500,
    started_at: new Date(Date.UTC(2026, 10, 29, 12, 0, 0) + seconds * 1000).toISOString(),
    ...over,
  });

describe("attempts on a time axis", () => {
  it("stand where they started, with waits and first bytes", () => {
    const { spans, total } = timeline([
      attempt(0.8, { first_byte_ms: 100 }),
      attempt(0, { wait_ms: 300, outcome: "transient" }),
    ]);
    expect(spans.map((s) => [s.from, s.to, s.waitedTo, s.firstByte])).toEqual([
      [0, 500, 800, null],
      [800, 1300, 1300, 900],
    ]);
    expect(total).toBe(1300);
  });

  it("cut short the time between generations", () => {
    const { spans, cut, total } = timeline([attempt(0), attempt(86_400, { generation: 2 })]);
    expect(cut).toBe(true);
    expect(spans[1]?.from).toBe(1_500);
    expect(total).toBe(2_000);
  });

  it("stand no attempts, and those without a time", () => {
    expect(timeline([]).total).toBe(1);
    expect(timeline([attempt(0, { started_at: null })]).spans).toEqual([]);
  });
});
