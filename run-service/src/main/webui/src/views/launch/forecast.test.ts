import { expect, it } from "vitest";
import { fieldsOfItem } from "./itemFields";
import { limitsOf, passing, range, takes, vacuous, warningsOf } from "./forecast";

it("says a range by its ends, and once where they read alike", () => {
  expect(range({ low: 1, expected: 2, high: 3 }, String)).toBe("1–3");
  expect(range({ low: 1, expected: 1, high: 1 }, String)).toBe("1");
});

it("says why a cost is not known, and never 0", () => {
  const lines = takes({ assumptions: [], measured_on: 0, cost: null });
  expect(lines).toEqual([{ name: "Cost", value: "–", title: "not known: a model has no price" }]);
});

it("puts the limit that costs most first", () => {
  const limits = limitsOf({
    assumptions: [],
    measured_on: 0,
    limits: [
      { limit: "concurrency", value: 16, binding: false, adds_seconds: 0 },
      { limit: "rpm", value: 60, binding: true, adds_seconds: 120 },
    ],
  });
  expect(limits.map((one) => one.name)).toEqual([
    "requests a minute: 60",
    "calls at a time, of the run: 16",
  ]);
  expect(limits[0]?.value).toBe("adds 2m 00s, binds");
});

it("names what passes a gate that proves nothing", () => {
  const preview = {
    name: "x",
    items: 1,
    units: 1,
    repeats: 1,
    scorers: 1,
    concurrency: 1,
    prompts: [],
    warnings: [
      { code: "VACUOUS_GATE", message: "said elsewhere" },
      { code: "A", message: "twice" },
      { code: "B", message: "twice" },
    ],
    self_test: {
      vacuous: true,
      best: [],
      null_answers: [
        { name: "empty" as const, verdict: "pass" as const, sample_size: 1, criteria: [] },
        { name: "echo" as const, verdict: "fail" as const, sample_size: 1, criteria: [] },
      ],
    },
  };
  expect(vacuous(preview)).toBe(true);
  expect(passing(preview)).toEqual(["an empty answer"]);
  expect(warningsOf(preview)).toEqual(["twice"]);
});

it("lists what a prompt may name, and the expected value as what it may not", () => {
  const fields = fieldsOfItem({
    n: 1,
    id: "a",
    input: "What?",
    expected: { city: "Oslo" },
    extra: { topic: "capitals" },
  });
  expect(fields.map((one) => one.field)).toEqual(["input", "id", "item.extra.topic", "expected"]);
  expect(fields.at(-1)).toEqual({ field: "expected", text: '{"city":"Oslo"}', hidden: true });
  expect(fieldsOfItem(undefined)).toEqual([]);
});
