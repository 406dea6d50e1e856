import { describe, expect, it } from "vitest";
import { linesOf, stateOf } from "./state";

const NOW = Date.parse("2026-11-20T10:20:00Z");

describe("stateOf", () => {
  it("says the worst that is true", () => {
    expect(stateOf({}, NOW).word).toBe("not called lately");
    expect(stateOf({ now: { running: 0, waiting: 0, phase: "holding" } }, NOW).word).toBe("ready");
    expect(stateOf({ now: { running: 3 } }, NOW).word).toBe("3 running");
    expect(stateOf({ now: { running: 3, waiting: 2 } }, NOW).word).toBe("3 running, 2 waiting");
    expect(stateOf({ now: { running: 3, phase: "throttled" } }, NOW).tone).toBe("warn");
    expect(
      stateOf({ now: { running: 3, paused_until: "2026-11-20T10:21:00Z" } }, NOW).word,
    ).toContain("paused until");
    expect(stateOf({ now: { running: 0, paused_until: "2026-11-20T10:19:00Z" } }, NOW).word).toBe(
      "ready",
    );
    expect(stateOf({ now: { open_breakers: 1, phase: "throttled" } }, NOW).tone).toBe("error");
  });
});

describe("linesOf", () => {
  it("draws by time and marks throttled moments", () => {
    const lines = linesOf(
      [
        { at: "2026-11-20T10:00:00Z", concurrency: 10, running: 5, waiting: 0, phase: "growing" },
        { at: "2026-11-20T10:00:03Z", concurrency: 5, running: 5, waiting: 2, phase: "throttled" },
        { at: "2026-11-20T10:00:04Z", concurrency: 5, running: 0, waiting: 0, phase: "holding" },
      ],
      100,
      50,
    );
    expect(lines?.most).toBe(10);
    expect(lines?.allowed).toBe("M0.0 0.0L75.0 25.0L100.0 25.0");
    expect(lines?.throttled).toEqual([75]);
  });

  it("has nothing to draw of no time", () => {
    expect(linesOf([], 100, 50)).toBeNull();
    expect(linesOf([{ at: "2026-11-20T10:00:00Z", concurrency: 1 }], 100, 50)).toBeNull();
  });
});
