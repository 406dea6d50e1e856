import { describe, expect, it } from "vitest";
import { partly } from "@/testing/partly";
import { around, at, clear, opens, UNIT } from "./interval";

describe("a line of value, interval and limit", () => {
  it("places values, and those outside at its ends", () => {
    expect(at(UNIT, 0.25)).toBe(25);
    expect(at(UNIT, -1)).toBe(0);
    expect(at(UNIT, 2)).toBe(100);
    expect(at({ from: -1, to: 1 }, 0)).toBe(50);
    expect(at({ from: 3, to: 3 }, 3)).toBe(50);
  });

  it("reaches as far to both sides of zero", () => {
    const scale = around([0.2, -0.4, null, undefined, Number.NaN], 0.1);
    expect(scale.to).toBeCloseTo(0.42);
    expect(scale.from).toBeCloseTo(-0.42);
    expect(around([], 0.1).to).toBeCloseTo(0.105);
  });

  it("knows what is open and what is clear", () => {
    expect(opens({ lower: 0.8, upper: 0.9, unmeasured: 3 })).toBe(true);
    expect(opens({ lower: 0.9, upper: 0.9, unmeasured: 0 })).toBe(false);
    expect(clear(partly({ lower: 0.01, upper: 0.2 }))).toBe(true);
    expect(clear(partly({ lower: -0.01, upper: 0.2 }))).toBe(false);
    expect(clear(null)).toBe(false);
  });
});
