import { describe, expect, it } from "vitest";
import type { Side } from "@/api/comparison";
import { partly } from "@/testing/partly";
import { letter, sideNames } from "./names";
import { rateOf } from "@/parts/runCard/facts";
import cases from "./names.json";

describe("names of sides", () => {
  // run-service holds the names on its exported page against the same file.
  it.each(cases)("are $what", ({ sides, names }) => {
    expect([...sideNames(sides.map((side) => partly<Side>(side))).values()]).toEqual(names);
  });

  it("have a letter each", () => {
    expect(letter(2)).toBe("C");
  });

  it("rate what was measured", () => {
    const side = (passed: number, failed: number) => partly<Side>({ passed, failed, errored: 0 });
    expect(rateOf(side(3, 1))).toBe(0.75);
    expect(rateOf(side(0, 0))).toBeNull();
  });
});
