import { describe, expect, it } from "vitest";
import type { ComparableRun } from "@/api/figures";
import { partly } from "@/testing/partly";
import { grouped, matches, unlike } from "./picking";

const run = (id: string, dataset_version: number, same_version: boolean) =>
  partly<ComparableRun>({
    id,
    dataset_version,
    same_version,
    status: "successful",
  });

describe("what can be compared", () => {
  it("is grouped by version, as it comes", () => {
    const groups = grouped([
      run("a", 2, true),
      run("b", 2, true),
      run("c", 3, false),
      run("d", 1, false),
    ]);
    expect(groups.map((g) => [g.version, g.same, g.runs.length])).toEqual([
      [2, true, 2],
      [3, false, 1],
      [1, false, 1],
    ]);
  });

  it("says what is unlike before anything is compared", () => {
    const like = { ...run("a", 2, true), same_part: true, shared_scorers: ["x"] };
    expect(unlike(like)).toEqual([]);
    expect(unlike({ ...like, shared_scorers: [], same_part: false })).toEqual([
      "no scorer in common",
      "another part of the items",
    ]);
  });

  it("is found by all words in any field", () => {
    expect(matches(["support nightly", null, "Mini"], "mini support")).toBe(true);
    expect(matches(["support"], "mini")).toBe(false);
    expect(matches([], "")).toBe(true);
  });
});
