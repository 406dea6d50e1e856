import { expect, it } from "vitest";
import { BLANK, notesOf, queueInput } from "./make";
import { readReviewSearch } from "./search";

const named = { ...BLANK, name: " invoices " };

it("makes a queue of what nobody has looked at, unless it is told otherwise", () => {
  expect(queueInput(BLANK)).toBeNull();
  expect(queueInput(named)).toEqual({
    name: "invoices",
    filter: { status: "completed" },
    rule: { kind: "unlabelled" },
    lease_minutes: 15,
    notes: [],
    people: [],
  });
});

it("lets in the kinds of records that the source has", () => {
  const source = { type: "agent", id: "router" } as const;
  expect(queueInput({ ...named, source, completed: false })).toMatchObject({
    filter: { agent: "router" },
    kinds: ["agent_execution"],
  });
});

it("waits for what its rule needs", () => {
  expect(queueInput({ ...named, rule: "low_score", run: "r" })).toBeNull();
  expect(queueInput({ ...named, rule: "low_score", run: "r", scorer: "fields" })?.rule).toEqual({
    kind: "low_score",
    run: "r",
    scorer: "fields",
    below: 0.5,
  });
  expect(queueInput({ ...named, rule: "disagreement" })).toBeNull();
  expect(queueInput({ ...named, rule: "sample", perDay: null })).toBeNull();
  expect(queueInput({ ...named, rule: "sample", perDay: 5, run: "r" })?.rule).toEqual({
    kind: "sample",
    per_day: 5,
  });
});

it("takes as many common notes as there are keys, each once", () => {
  expect(notesOf(" wrong date \n\nwrong date\nwrong total")).toEqual(["wrong date", "wrong total"]);
  expect(notesOf(Array.from({ length: 12 }, (_, i) => `note ${i}`).join("\n"))).toHaveLength(9);
});

it("reads its address", () => {
  expect(readReviewSearch({ queue: 7 })).toEqual({ queue: "7", create: false });
  expect(readReviewSearch({ create: true })).toEqual({ queue: "", create: true });
});
