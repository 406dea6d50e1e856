import { expect, it } from "vitest";
import { readEvaluationSearch, readListSearch } from "./search";

it("reads the address of an evaluation, with defaults for nonsense", () => {
  expect(readEvaluationSearch({})).toEqual({ tab: "definition", v: null, from: null, as: "form" });
  expect(readEvaluationSearch({ tab: "versions", v: 3, from: 1, as: "yaml" })).toEqual({
    tab: "versions",
    v: 3,
    from: 1,
    as: "yaml",
  });
  expect(readEvaluationSearch({ tab: 4, v: "x", as: "z" }).tab).toBe("definition");
  expect(readListSearch({ q: 7, create: true })).toEqual({ q: "7", create: true });
});
