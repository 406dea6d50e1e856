import { expect, it } from "vitest";
import { asEvaluation } from "./asEvaluation";
import { over, type Draft } from "./draft";

const base: Draft = {
  name: "qa",
  description: "for people",
  dataset: "qa",
  scorers: ["exact_match"],
  gate: [{ type: "pass_rate", min: 0.9 }],
};

it("takes over what the stored evaluation says below the draft", () => {
  const view = over(base, { evaluation: "qa@2", concurrency: 4, gate: null, trigger: "ci" });
  expect(asEvaluation(view, " mine ")).toEqual({
    name: "mine",
    description: "for people",
    dataset: "qa",
    scorers: ["exact_match"],
    concurrency: 4,
  });
});

it("takes over an evaluation that stands in the draft", () => {
  expect(asEvaluation({ evaluation: base as never, repeats: 2 }, "mine")).toEqual({
    ...base,
    repeats: 2,
    name: "mine",
  });
});
