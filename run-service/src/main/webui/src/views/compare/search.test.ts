import { describe, expect, it } from "vitest";
import { compareSearch } from "./search";

const id = (n: number) => `01a22820-51e1-71c1-9ab6-${String(n).padStart(12, "0")}`;

describe("the address of a comparison", () => {
  it("names runs once each, at most ten, and nothing that is none", () => {
    expect(compareSearch({ runs: `${id(1)},${id(2)},${id(1)},nonsense` }).runs).toEqual([
      id(1),
      id(2),
    ]);
    const many = Array.from({ length: 14 }, (_, i) => id(i)).join(",");
    expect(compareSearch({ runs: many }).runs.length).toBe(10);
    expect(compareSearch({}).runs).toEqual([]);
    expect(compareSearch({ runs: [id(1), id(2)] }).runs).toEqual([id(1), id(2)]);
  });

  it("keeps what it understands", () => {
    expect(
      compareSearch({
        runs: id(1),
        baseline: "a",
        by: "alias",
        dir: "improved",
        flip: "3/0",
        pick: true,
        x: 1,
      }),
    ).toEqual({
      runs: [id(1)],
      baseline: "a",
      by: "alias",
      dir: "improved",
      flip: "3/0",
      pick: true,
    });
    expect(compareSearch({ dir: "differs" }).dir).toBe("differs");
    expect(compareSearch({ by: "run", dir: "up", flip: "x", pick: "yes" })).toEqual({ runs: [] });
  });
});
