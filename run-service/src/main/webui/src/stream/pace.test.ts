import { expect, it } from "vitest";
import { happenedAt, Pace } from "./pace";

it("knows events that come as they happen, though they never pause", () => {
  const pace = new Pace();
  const told = Array.from({ length: 30 }, (_, i) => pace.live(5_000_000 + i * 50, i * 50));
  expect(told.slice(0, 12)).not.toContain(true);
  expect(told).toContain(true);
});

it("knows a backlog, which comes faster than it happened, until it is through", () => {
  const pace = new Pace();
  const backlog = Array.from({ length: 60 }, (_, i) => pace.live(i * 1_000, i * 20));
  expect(backlog).not.toContain(true);
  const now = Array.from({ length: 60 }, (_, i) => pace.live(60_000 + i * 50, 1_200 + i * 50));
  expect(now).toContain(true);
});

it("reads when an event happened", () => {
  expect(happenedAt('{"run_id":"r","at":"1970-01-01T00:00:01Z"}')).toBe(1_000);
  expect(happenedAt('{"run_id":"r"}')).toBeNull();
});
