import { describe, expect, it } from "vitest";
import { binFilter, filtered, itemsFilter, runSearch, unfiltered } from "./search";

describe("the address of a run", () => {
  it("keeps what it understands and drops the rest", () => {
    expect(
      runSearch({
        status: "failed,error,nonsense,failed",
        min: "0.2",
        max: 7,
        section: "billing",
        label: 2026,
        flagged: "true",
        order: "-latency",
        repeat: "2",
        other: "x",
      }),
    ).toEqual({
      status: "failed,error",
      min: 0.2,
      section: "billing",
      label: "2026",
      flagged: true,
      order: "-latency",
      repeat: 2,
    });
  });

  it("is empty for everything, worst first", () => {
    expect(runSearch({ order: "score", repeat: 0, status: "", q: "" })).toEqual({});
    expect(itemsFilter({}).order).toBe("score");
    expect(filtered({ order: "latency", flat: true, repeat: 2 })).toBe(false);
    expect(filtered({ min: 0 })).toBe(true);
    expect(unfiltered({ order: "latency", status: "failed", repeat: 1 })).toEqual({
      order: "latency",
    });
  });

  it("reads what it wrote", () => {
    const search = { status: "failed", scorer: "fact", ...binFilter("fact", 3), q: "a,b" };
    expect(runSearch({ ...search })).toEqual(search);
  });

  it("asks for a bin without its neighbours", () => {
    expect(binFilter("fact", 0)).toEqual({ scorer: "fact", min: 0, max: 0.099999 });
    expect(binFilter("fact", 9)).toEqual({ scorer: "fact", min: 0.9, max: 1 });
  });

  it("names a scorer to the server only with a range", () => {
    expect(itemsFilter({ scorer: "fact" }).scorer).toBeUndefined();
    expect(itemsFilter({ scorer: "fact", min: 0 }).scorer).toBe("fact");
  });
});
