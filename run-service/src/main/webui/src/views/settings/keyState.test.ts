import { describe, expect, it } from "vitest";
import { endOfDay, keyState } from "./keyState";

const NOW = Date.parse("2026-11-29T12:00:00Z");

describe("keyState", () => {
  it("says whether a key holds", () => {
    expect(keyState({}, NOW)).toEqual({ holds: true, word: "valid" });
    expect(keyState({ expires_at: "2027-06-01T00:00:00Z" }, NOW)).toEqual({
      holds: true,
      word: "until 2027-06-01",
    });
    expect(keyState({ expires_at: "2026-11-29T11:00:00Z" }, NOW)).toEqual({
      holds: false,
      word: "expired 1 h ago",
    });
    expect(
      keyState({ revoked_at: "2026-11-28T12:00:00Z", expires_at: "2027-06-01T00:00:00Z" }, NOW),
    ).toEqual({ holds: false, word: "revoked 1 day ago" });
  });
});

describe("endOfDay", () => {
  it("takes the last second of a day, and nothing for nothing", () => {
    expect(endOfDay("")).toBeNull();
    expect(endOfDay("nonsense")).toBeNull();
    expect(new Date(endOfDay("2026-12-31") ?? "").getHours()).toBe(23);
  });
});
