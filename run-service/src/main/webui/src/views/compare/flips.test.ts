import { describe, expect, it } from "vitest";
import type { Flip } from "@/api/comparison";
import { partly } from "@/testing/partly";
import { flipKey, step } from "./flips";

const flip = (position: number) =>
  partly<Flip>({ position, repeat: 0, direction: "regressed", baseline: {}, other: {} });

describe("going through flips", () => {
  const all = [flip(3), flip(8)];

  it("begins with the first and ends with the last", () => {
    expect(step(all, undefined, 1)?.position).toBe(3);
    expect(step(all, "3/0", 1)?.position).toBe(8);
    expect(step(all, "8/0", 1)).toBeNull();
    expect(step(all, "8/0", -1)?.position).toBe(3);
    expect(step(all, undefined, -1)).toBeNull();
    expect(step([], undefined, 1)).toBeNull();
  });

  it("begins anew when the open one is not among them", () => {
    expect(step(all, "99/0", 1)?.position).toBe(3);
    expect(flipKey(flip(4))).toBe("4/0");
  });
});
