import { describe, expect, it } from "vitest";
import { overlay } from "./overlay";

describe("distributions over one another", () => {
  it("share an axis and a height", () => {
    const { from, to, lines } = overlay([
      { count: 4, bounds: [100, 200, 400], counts: [2, 2] },
      { count: 100, bounds: [50, 100, 200], counts: [50, 50] },
      null,
    ]);
    expect([from, to]).toEqual([50, 400]);
    expect(lines[2]).toBeNull();
    const highest = (line: string | null | undefined) =>
      Math.min(...[...(line ?? "").matchAll(/ ([\d.]+)/g)].map((m) => Number(m[1])));
    expect(highest(lines[0])).toBeCloseTo(0);
    expect(highest(lines[1])).toBeCloseTo(0);
  });

  it("stand nothing at all", () => {
    expect(overlay([null, undefined]).lines).toEqual([null, null]);
    expect(overlay([{ count: 0, bounds: [], counts: [] }]).lines).toEqual([null]);
  });
});
