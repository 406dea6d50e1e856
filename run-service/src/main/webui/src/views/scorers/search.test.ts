import { expect, it } from "vitest";
import { readListSearch, readScorerSearch } from "./search";

it("reads the addresses of scorers", () => {
  expect(readScorerSearch({})).toEqual({ tab: "about", run: "", item: null });
  expect(readScorerSearch({ tab: "try", run: "r", item: 4 })).toEqual({
    tab: "try",
    run: "r",
    item: 4,
  });
  expect(readListSearch({ q: "x", create: "judge" })).toEqual({ q: "x", create: "judge" });
  expect(readListSearch({ create: "nonsense" }).create).toBeNull();
});
