import { expect, it } from "vitest";
import { readListSearch, readSkillSearch } from "./search";

it("reads the address of a skill, with defaults for nonsense", () => {
  expect(readSkillSearch({})).toEqual({ tab: "definition", v: null, from: null });
  expect(readSkillSearch({ tab: "versions", v: 3, from: 1 })).toEqual({
    tab: "versions",
    v: 3,
    from: 1,
  });
  expect(readSkillSearch({ tab: "edit", v: "x" }).tab).toBe("definition");
  expect(readListSearch({ q: 7 })).toEqual({ q: "7" });
});
