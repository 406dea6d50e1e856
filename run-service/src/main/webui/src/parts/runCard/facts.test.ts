import { describe, expect, it } from "vitest";
import type { RunDetail } from "@/api/results";
import type { AttemptFailedEvent } from "@/stream/events";
import { partly } from "@/testing/partly";
import { costSaid, inProgress, ordinal, passedSoFar, passLimit, tail, waitingLine } from "./facts";

const NOW = Date.parse("2026-11-29T12:00:00Z");

function failed(position: number, attempt: number, ago: number, wait: number): AttemptFailedEvent {
  return {
    run_id: "r",
    seq: 1,
    at: new Date(NOW - ago).toISOString(),
    position,
    repeat: 0,
    attempt,
    class: "RATE_LIMITED",
    http_status: 429,
    wait_ms: wait,
  };
}

describe("the waiting line", () => {
  it("says how long, why and how often", () => {
    expect(waitingLine([failed(4, 3, 3_000, 15_000)], NOW)).toBe(
      "waiting 12 s: provider said 429, 3rd time",
    );
  });

  it("is there only while it is true", () => {
    expect(waitingLine([failed(4, 3, 20_000, 15_000)], NOW)).toBeNull();
    expect(waitingLine([], NOW)).toBeNull();
    // What failed for good waits for nothing, and a short wait is not worth a word.
    expect(waitingLine([failed(4, 1, -500, 0)], NOW)).toBeNull();
    expect(waitingLine([failed(4, 1, 0, 900)], NOW)).toBeNull();
  });

  it("names the longest wait and counts the other units, each once", () => {
    const attempts = [failed(1, 2, 0, 5_000), failed(2, 1, 0, 30_000), failed(1, 1, 4_000, 60_000)];
    expect(waitingLine(attempts, NOW)).toBe("waiting 30 s: provider said 429, 1st time and 1 more");
  });

  it("says the kind where there is no status", () => {
    expect(waitingLine([{ ...failed(1, 2, 0, 5_000), http_status: null }], NOW)).toBe(
      "waiting 5.0 s: provider said rate limited, 2nd time",
    );
  });
});

it.each([
  [1, "1st"],
  [2, "2nd"],
  [3, "3rd"],
  [4, "4th"],
  [11, "11th"],
  [13, "13th"],
  [22, "22nd"],
])("counts %i as %s", (n, word) => expect(ordinal(n)).toBe(word));

it("shows the unit whose text arrives before one that has only begun", () => {
  const begun = { run_id: "r", position: 1, repeat: 0, kind: "started" as const };
  const said = { ...begun, position: 2, kind: "text" as const, text: "You can" };
  expect(inProgress([begun, said])).toBe(said);
  expect(inProgress([begun])).toBe(begun);
  expect(inProgress([])).toBeNull();
});

it("keeps the end of a growing text", () => {
  expect(tail("short", 10)).toBe("short");
  expect(tail("0123456789abc", 5)).toBe("…89abc");
});

it("never says 0 for a cost that nobody knows", () => {
  expect(costSaid(partly({ cost: null, known_cost: null })).text).toBe("–");
  expect(costSaid(partly({ cost: null, known_cost: 1.5 })).text).toBe("≥ $1.50");
  expect(costSaid(partly({ cost: 0.42 })).text).toBe("$0.42");
});

describe("the share that passed so far", () => {
  const counts = {
    total: 10,
    pending: 0,
    in_flight: 0,
    answered: 0,
    skipped: 0,
    cancelled: 0,
    cached: 0,
  };
  const run = { id: "r", status: "running_dataset", scorers: [{ id: "exact", threshold: 1 }] };
  it("counts errors as measured", () => {
    const some = { ...run, counts: { ...counts, passed: 8, failed: 1, errored: 1 } } as RunDetail;
    expect(passedSoFar(some)).toBe(0.8);
  });
  it("does not exist without a measurement or a threshold", () => {
    const none = { ...counts, passed: 0, failed: 0, errored: 0 };
    expect(passedSoFar({ ...run, counts: none } as RunDetail)).toBeNull();
    expect(
      passedSoFar({ ...run, counts: { ...counts, passed: 0, failed: 0, errored: 5 } } as RunDetail),
    ).toBeNull();
    const scored = { ...counts, passed: 5, failed: 0, errored: 0 };
    expect(
      passedSoFar({ ...run, scorers: [{ id: "bleu" }], counts: scored } as RunDetail),
    ).toBeNull();
  });
});

it("takes the limit of the whole run's pass rate from either form of a gate", () => {
  const criteria = [
    { type: "pass_rate", min: 0.5, section: "billing" },
    { type: "pass_rate", min: 0.9 },
  ];
  expect(passLimit(criteria)).toEqual({ min: 0.9, warns: false });
  expect(passLimit({ criteria, require_confidence: true })?.min).toBe(0.9);
  expect(passLimit(null)).toBeNull();
});

it("tells a limit that only warns from the gate", () => {
  const warning = { type: "pass_rate", min: 0.99, severity: "warn" };
  expect(passLimit([warning])).toEqual({ min: 0.99, warns: true });
  expect(passLimit([warning, { type: "pass_rate", min: 0.8, severity: "error" }])).toEqual({
    min: 0.8,
    warns: false,
  });
});
