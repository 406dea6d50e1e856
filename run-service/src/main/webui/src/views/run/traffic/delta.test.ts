import { expect, it } from "vitest";
import { deltaSentences } from "./delta";

const delta = (over: object) => ({ run: "r", paired_items: 0, ...over }) as never;

it("says how much, over all and over what both have", () => {
  const said = deltaSentences(
    delta({
      difference: 0.031,
      paired_items: 120,
      paired_difference: 0.02,
      interval: { level: 0.95, lower: -0.01, upper: 0.05, method: "t" },
    }),
  );
  expect(said[0]).toContain("+3.1 points");
  expect(said[1]).toContain("120 answers");
  expect(said[1]).toContain("(-1.0–5.0)");
});

it("says that nothing changed, and that nothing is known", () => {
  expect(deltaSentences(delta({ difference: 0 }))).toEqual([
    "as right as before, over all samples of both.",
  ]);
  expect(deltaSentences(delta({}))).toEqual(["it has no accuracy to hold this one against."]);
});

it("tells people's and inferred corrections apart where there are both", () => {
  const kind = (difference: number | null) => ({ difference, paired_items: 0 });
  expect(
    deltaSentences(delta({ difference: 0.1, human: kind(0.2), inferred: kind(-0.1) })).slice(1),
  ).toEqual([
    "By people's corrections: +20.0 points, over all samples of both.",
    "By inferred ones: −10.0 points, over all samples of both.",
  ]);
  expect(
    deltaSentences(delta({ difference: 0.1, human: kind(0.1), inferred: kind(null) })),
  ).toHaveLength(1);
});

it("says nothing of pairs where there is none", () => {
  expect(deltaSentences(delta({ difference: -0.1, paired_items: 0 }))).toHaveLength(1);
});
