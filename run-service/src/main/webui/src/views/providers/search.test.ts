import { expect, it } from "vitest";
import { readProviderSearch } from "./search";

it("opens forms by the address only", () => {
  expect(readProviderSearch({})).toEqual({ create: false, edit: false });
  expect(readProviderSearch({ create: true, edit: "yes" })).toEqual({ create: true, edit: false });
});
