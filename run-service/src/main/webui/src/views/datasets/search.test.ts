import { describe, expect, it } from "vitest";
import { readDatasetSearch, readListSearch } from "./search";

describe("the address of a dataset", () => {
  it("has defaults for everything", () => {
    expect(readDatasetSearch({})).toEqual({
      tab: "items",
      v: null,
      from: null,
      q: "",
      section: "",
      label: "",
      item: null,
      changed: "",
      upload: false,
    });
  });

  it("reads what it has and passes over nonsense", () => {
    const search = { tab: "diff", v: 3, from: "2", q: 17, item: "x", upload: "yes" };
    expect(readDatasetSearch(search)).toMatchObject({
      tab: "diff",
      v: 3,
      from: 2,
      q: "17",
      item: null,
      upload: false,
    });
    expect(readDatasetSearch({ tab: "nonsense" }).tab).toBe("items");
  });

  it("reads the list's filters", () => {
    expect(readListSearch({ tag: "demo", upload: true })).toEqual({
      q: "",
      tag: "demo",
      upload: true,
    });
  });
});
