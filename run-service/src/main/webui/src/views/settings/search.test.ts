import { describe, expect, it } from "vitest";
import { readSettingsSearch, tabsFor } from "./search";

describe("settings", () => {
  it("offers what a key may see", () => {
    expect(tabsFor(true)[0]).toBe("keys");
    expect(tabsFor(false)).toEqual(["prices", "cache", "passports", "about"]);
  });

  it("reads the address", () => {
    expect(readSettingsSearch({}, true).tab).toBe("keys");
    expect(readSettingsSearch({ tab: "audit", key: "k", object: "/v1/" }, true)).toEqual({
      tab: "audit",
      q: "",
      key: "k",
      object: "/v1/",
    });
    expect(readSettingsSearch({ tab: "audit" }, false).tab).toBe("prices");
  });
});
