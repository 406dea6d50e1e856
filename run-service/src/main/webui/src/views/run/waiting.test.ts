import { describe, expect, it } from "vitest";
import type { AttemptFailedEvent } from "@/stream/events";
import { waiting } from "./waiting";

const at = "2026-11-29T12:00:00Z";
const now = Date.parse(at) + 1_000;
const failed = (over: Partial<AttemptFailedEvent>) =>
  ({
    run_id: "1",
    seq: 1,
    at,
    position: 1,
    repeat: 0,
    attempt: 2,
    class: "rate_limited",
    ...over,
  }) as AttemptFailedEvent;

describe("what a run waits for", () => {
  it("is said while the wait lasts", () => {
    expect(waiting([failed({ wait_ms: 12_000, http_status: 429 })], now)).toBe(
      "Waiting 12 s: provider said 429, attempt 3",
    );
    expect(waiting([failed({ wait_ms: 12_000 })], now)).toContain("rate limited");
    expect(waiting([failed({ wait_ms: 12_000 })], now + 60_000)).toBeNull();
  });

  it("is nothing for short waits and none", () => {
    expect(waiting([failed({ wait_ms: 300 }), failed({})], now)).toBeNull();
    expect(waiting([], now)).toBeNull();
  });
});
