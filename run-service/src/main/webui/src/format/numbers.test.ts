import { describe, expect, it } from "vitest";
import {
  UNKNOWN,
  bytes,
  cost,
  count,
  counted,
  percent,
  percentRange,
  points,
  rate,
  score,
  signed,
} from "./numbers";

describe("numbers", () => {
  it("writes what is not known as a dash, and 0 as 0", () => {
    for (const write of [count, score, signed, percent, points, cost, rate, bytes]) {
      expect(write(null)).toBe(UNKNOWN);
      expect(write(undefined)).toBe(UNKNOWN);
      expect(write(Number.NaN)).toBe(UNKNOWN);
      expect(write(0)).not.toBe(UNKNOWN);
    }
    expect(percent(0)).toBe("0.0\u00a0%");
    expect(cost(0)).toBe("$0.00");
    expect(cost(0.000003)).toBe("<$0.0001");
    expect(cost(0)).toBe("$0.00");
  });

  it("groups counts and names what it counts", () => {
    expect(count(1234567)).toBe("1,234,567");
    expect(counted(1, "item")).toBe("1 item");
    expect(counted(0, "item")).toBe("0 items");
    expect(counted(2, "reply", "replies")).toBe("2 replies");
  });

  it("gives a difference its sign, and none to what rounds to zero", () => {
    expect(signed(0.0314)).toBe("+0.031");
    expect(signed(-0.0314)).toBe("−0.031");
    expect(signed(-0.0001)).toBe("0.000");
    expect(points(0.031)).toBe("+3.1 points");
  });

  it("puts an interval behind a value only when both ends are known", () => {
    expect(percentRange(0.799, 0.953)).toBe("(79.9–95.3)");
    expect(percentRange(null, 0.953)).toBe("");
  });

  it("shows small costs with digits that say something", () => {
    expect(cost(0.0042)).toBe("$0.0042");
    expect(cost(12.3)).toBe("$12.30");
  });

  it("writes sizes with one unit", () => {
    expect(bytes(812)).toBe("812 B");
    expect(bytes(4200)).toBe("4.2 KB");
    expect(bytes(5_000_000)).toBe("5.0 MB");
  });
});
