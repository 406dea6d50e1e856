import { describe, expect, it } from "vitest";
import { binsOf, defaultThreshold, shelves, type Scorer } from "./catalogue";

function scorer(of: Partial<Scorer>): Scorer {
  return {
    id: "",
    name: "",
    description: "",
    category: "",
    needs: [],
    range: "0..1",
    value_type: "number",
    lower_is_better: false,
    recommended: false,
    custom: false,
    version: 1,
    params: {},
    ...of,
  };
}

const scorers = [
  scorer({ id: "levenshtein", category: "correctness", description: "Edit distance." }),
  scorer({ id: "brief", category: "user_outcomes", custom: true, description: "Short." }),
  scorer({ id: "exact_match", category: "correctness", description: "Equal.", recommended: true }),
  scorer({ id: "odd", category: "something_new", description: "Odd." }),
];

describe("shelves", () => {
  it("puts one's own first, recommended ones first in each, unknown categories last", () => {
    expect(shelves(scorers, "").map((s) => [s.category, s.scorers.map((x) => x.id)])).toEqual([
      ["own", ["brief"]],
      ["correctness", ["exact_match", "levenshtein"]],
      ["something_new", ["odd"]],
    ]);
  });

  it("finds by all words, in name and description", () => {
    expect(shelves(scorers, "edit DIST").flatMap((s) => s.scorers.map((x) => x.id))).toEqual([
      "levenshtein",
    ]);
    expect(shelves(scorers, "nothing of this")).toEqual([]);
  });
});

describe("reading", () => {
  it("takes the threshold of a definition before that of the schema", () => {
    expect(defaultThreshold({ params: { "x-default-threshold": 1 } })).toBe(1);
    expect(
      defaultThreshold({ definition: { threshold: 0.5 }, params: { "x-default-threshold": 1 } }),
    ).toBe(0.5);
    expect(defaultThreshold({})).toBeNull();
  });

  it("reads bins in both forms", () => {
    expect(binsOf([1, 2])).toEqual([1, 2]);
    expect(binsOf({ bins: [3] })).toEqual([3]);
    expect(binsOf(null)).toEqual([]);
  });
});
