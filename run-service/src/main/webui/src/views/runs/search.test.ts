import { describe, expect, it } from "vitest";
import {
  filtered,
  filtersOf,
  keptOf,
  opened,
  orderAfter,
  readSearch,
  toggled,
  wayOf,
} from "./search";

describe("the address of the runs", () => {
  it("is read whatever it says", () => {
    const read = readSearch({ q: 12, status: "failed, cancelled,", dataset: ["x"], ticked: null });
    expect(read).toEqual({
      q: "12",
      status: ["failed", "cancelled"],
      verdict: [],
      single: {},
      group: "",
      since: "",
      until: "",
      order: "",
      ticked: [],
    });
  });

  it("asks for runs that have ended unless it says otherwise", () => {
    expect(filtersOf(readSearch({}))).toEqual({
      status: "successful,partially_successful,failed,cancelled",
    });
    expect(filtersOf(readSearch({ status: "queued", tag: "branch:main", q: "qa" }))).toEqual({
      status: "queued",
      tag: "branch:main",
      q: "qa",
    });
  });

  it("keeps filters in a view, not what is ticked", () => {
    expect(keptOf({ verdict: "fail", ticked: "a,b", launch: "new" })).toEqual({ verdict: "fail" });
    expect(keptOf({ order: "-cost" })).toEqual({ order: "-cost" });
  });

  it("opens a view without the filters that it does not have", () => {
    const search = { q: "x", tag: "y", ...opened({ verdict: "fail", nonsense: 1 }) };
    expect(readSearch(search).q).toBe("");
    expect(readSearch(search).verdict).toEqual(["fail"]);
    expect(search).not.toHaveProperty("nonsense");
  });

  it("knows whether anything is filtered", () => {
    expect(filtered(readSearch({ ticked: "a" }))).toBe(false);
    expect(filtered(readSearch({ model: "m" }))).toBe(true);
  });
});

it("puts a value in and takes it out", () => {
  expect(toggled(["a"], "b")).toBe("a,b");
  expect(toggled(["a", "b"], "a")).toBe("b");
});

describe("the order of the runs", () => {
  it("is one that the server knows, or none", () => {
    expect(readSearch({ order: "-pass_rate" }).order).toBe("-pass_rate");
    expect(readSearch({ order: "nonsense" }).order).toBe("");
    expect(opened({}).order).toBeUndefined();
  });

  it("goes by clicks from the best to the worst and back to none", () => {
    expect(orderAfter("", "cost")).toBe("-cost");
    expect(orderAfter("-cost", "cost")).toBe("cost");
    expect(orderAfter("cost", "cost")).toBe("");
    expect(orderAfter("-cost", "name")).toBe("name");
    expect(orderAfter("name", "name")).toBe("-name");
    expect(orderAfter("-name", "name")).toBe("");
  });

  it("is said of the column that it is of", () => {
    expect(wayOf("-cost", "cost")).toBe("descending");
    expect(wayOf("cost", "cost")).toBe("ascending");
    expect(wayOf("cost", "name")).toBeUndefined();
  });
});
