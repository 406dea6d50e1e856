import { describe, expect, it } from "vitest";
import { ago, duration, exact } from "./times";

describe("times", () => {
  it.each([
    [0, "0 ms"],
    [412, "412 ms"],
    [8100, "8.1 s"],
    [42_000, "42 s"],
    [59_990, "1m 00s"],
    [134_000, "2m 14s"],
    [3_540_000, "59m 00s"],
    [11_100_000, "3h 05m"],
    [187_200_000, "2d 04h"],
  ])("writes %i ms as %s", (ms, text) => {
    expect(duration(ms)).toBe(text);
  });

  it("does not know what nobody said", () => {
    expect(duration(null)).toBe("–");
    expect(ago(undefined)).toBe("–");
    expect(exact("yesterday")).toBe("–");
  });

  it("says how long ago something was", () => {
    const now = Date.parse("2026-11-29T12:00:00Z");
    expect(ago("2026-11-29T11:59:55Z", now)).toBe("just now");
    expect(ago("2026-11-29T11:55:00Z", now)).toBe("5 min ago");
    expect(ago("2026-11-28T12:00:00Z", now)).toBe("1 day ago");
    expect(ago("2026-11-29T12:01:00Z", now)).toBe("in 1 min");
  });
});
