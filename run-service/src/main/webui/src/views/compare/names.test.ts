import { describe, expect, it } from "vitest";
import type { RunName, Side } from "@/api/comparison";
import { partly } from "@/testing/partly";
import { letter, rateOf, sideNames } from "./names";

const side = (name: string, run: Partial<RunName>) =>
  partly<Side>({
    name,
    runs: [{ id: name, ...run }],
    units: 0,
    passed: 0,
    failed: 0,
    errored: 0,
    unsettled: 0,
  });
const names = (sides: Side[]) => [...sideNames(sides).values()];

describe("names of sides", () => {
  it("are what tells them apart", () => {
    expect(
      names([side("1", { name: "qa", alias: "old" }), side("2", { name: "qa", alias: "new" })]),
    ).toEqual(["old", "new"]);
    expect(
      names([side("1", { name: "qa", model: "mini" }), side("2", { name: "qa", model: "large" })]),
    ).toEqual(["mini", "large"]);
    expect(
      names([
        side("1", { name: "a", model: "m" }),
        side("2", { name: "a", model: "n" }),
        side("3", { name: "b", model: "m" }),
      ]),
    ).toEqual(["a · m", "a · n", "b · m"]);
    expect(
      names([side("1", { name: "qa", model: "m" }), side("2", { name: "qa", model: "m" })]),
    ).toEqual(["A (qa)", "B (qa)"]);
    expect(letter(2)).toBe("C");
  });

  it("rate what was measured", () => {
    expect(rateOf({ ...side("1", {}), passed: 3, failed: 1 })).toBe(0.75);
    expect(rateOf(side("1", {}))).toBeNull();
  });
});
