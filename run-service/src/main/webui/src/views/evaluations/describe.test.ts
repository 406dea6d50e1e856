import { describe, expect, it } from "vitest";
import { datasetOf, gateOf, scorersOf, settings, starOf, targetOf } from "./describe";

describe("a definition in words", () => {
  it("reads a dataset in each way it may be written", () => {
    expect(datasetOf({ dataset: "qa" })).toEqual({ name: "qa", version: "" });
    expect(datasetOf({ dataset: "qa@3" })).toEqual({ name: "qa", version: "3" });
    expect(datasetOf({ dataset: { name: "qa", version: 2 } })).toEqual({
      name: "qa",
      version: "2",
    });
    expect(datasetOf({})).toBeNull();
  });

  it("says what is evaluated, or that it is not said yet", () => {
    expect(targetOf({})).toBeNull();
    expect(targetOf({ target: { provider: "p", model: "m" } })).toBe("p / m");
    expect(targetOf({ target: { push: true } })).toBe("push");
    expect(
      targetOf({
        targets: [
          { provider: "p", model: "a" },
          { provider: "p", model: "b" },
        ],
      }),
    ).toBe("p / a, p / b");
  });

  it("reads scorers that are a name or an object, with parameters beside or below", () => {
    expect(
      scorersOf({
        scorers: ["levenshtein", { id: "contains", key: "fact", threshold: 1, ignore_case: true }],
      }),
    ).toEqual([
      { id: "levenshtein", key: "levenshtein", threshold: "only reports", params: {} },
      { id: "contains", key: "fact", threshold: "passes from 1", params: { ignore_case: true } },
    ]);
    expect(scorersOf({})).toEqual([]);
  });

  it("writes criteria as sentences", () => {
    const { criteria, rules } = gateOf({
      gate: {
        criteria: [
          { type: "pass_rate", min: 0.8, label: "Overall" },
          { type: "mean_score", scorer: "fact", section: "billing", min: 0.5, severity: "warn" },
          { type: "max_regressions", max: 2 },
        ],
        require_confidence: true,
        allow_vacuous: false,
        require_passport: { min_labels: 100 },
      },
    });
    expect(criteria).toEqual([
      "Overall: Pass rate at least 80.0\u00a0%",
      "Mean score of fact in section billing at least 0.5 (only warns)",
      "Regressions against the baseline at most 2",
    ]);
    expect(rules).toEqual(["require_confidence", "require_passport: min_labels 100"]);
    expect(gateOf({ gate: [{ type: "pass_rate", max: 0.1 }] }).criteria).toEqual([
      "Pass rate at most 10.0\u00a0%",
    ]);
    expect(gateOf({})).toEqual({ criteria: [], rules: [] });
  });

  it("says the star metric and what else is set", () => {
    expect(starOf({})).toBeNull();
    expect(starOf({ star_metric: { scorer: "fact", threshold: 0.85 } })).toBe(
      "fact, at least 0.85",
    );
    expect(
      settings({ repeats: 2, tags: ["a", "b"], budget: { max_cost: 1 }, cache: null }),
    ).toEqual([
      { term: "Repeats", value: "2" },
      { term: "Budget", value: "max_cost 1" },
      { term: "Tags", value: "a, b" },
    ]);
  });
});
