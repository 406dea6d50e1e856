import { expect, it } from "vitest";
import type { Improvement, OptimizePlan } from "@/api/improving";
import {
  costSaid,
  fieldsSaid,
  optimizeBody,
  rerunBody,
  underWay,
  UNASKED,
  versionsOf,
} from "./improving";

it("sends only what was filled in", () => {
  expect(optimizeBody(UNASKED)).toEqual({ pairs: 30 });
  expect(optimizeBody({ ...UNASKED, pairs: null, model: "small", instructions: "  " })).toEqual({});
  expect(optimizeBody({ ...UNASKED, pairs: null, provider: "acme" })).toEqual({});
  expect(
    optimizeBody({
      ...UNASKED,
      provider: "acme",
      model: "small",
      instructions: " Dates are ISO. ",
    }),
  ).toEqual({ pairs: 30, provider: "acme", model: "small", instructions: "Dates are ISO." });
});

it("optimises first unless a version is named", () => {
  expect(rerunBody(UNASKED)).toEqual({ optimize: { pairs: 30 } });
  expect(rerunBody({ ...UNASKED, version: 3 })).toEqual({ skill_version: 3 });
});

it("says what it costs, and that it is not known", () => {
  expect(costSaid({ estimated_tokens: 12_000, estimated_cost: 0.5 })).toBe(
    "About 12,000 tokens. About $0.50.",
  );
  expect(costSaid({ estimated_cost: null })).toContain("not known");
});

it("names the fields with most pairs first", () => {
  expect(fieldsSaid({ fields: { date: 8, currency: 20 } } as unknown as OptimizePlan)).toBe(
    "currency 20, date 8",
  );
});

it("knows when there is another version", () => {
  const made = (...all: (number | null)[]) => all.map((version) => ({ version }) as Improvement);
  expect(versionsOf(made(null))).toBe("");
  expect(versionsOf(made(null, 2))).toBe("2");
  expect(versionsOf(made(10, null, 2))).toBe("2 10");
});

it("knows whether something is under way", () => {
  const states = (...all: Improvement["state"][]) => all.map((state) => ({ state }) as Improvement);
  expect(underWay(states("done", "launching"))).toBe(true);
  expect(underWay(states("done", "failed"))).toBe(false);
});
