import { describe, expect, it } from "vitest";
import { OF_A_TAB, readSettingsSearch, tabsFor } from "./search";

describe("settings", () => {
  it("offers what a key may see", () => {
    expect(tabsFor(true)[0]).toBe("keys");
    expect(tabsFor(false)).toEqual(["prices", "cache", "passports", "about"]);
  });

  it("forgets with a tab all that the tab has in the address", () => {
    const { tab, ...others } = readSettingsSearch({}, true);
    expect(tab).toBe("keys");
    expect([...OF_A_TAB].sort()).toEqual(Object.keys(others).sort());
  });

  it("reads the address", () => {
    expect(readSettingsSearch({}, true).tab).toBe("keys");
    expect(
      readSettingsSearch(
        { tab: "audit", key: "k", object: "/v1/", outcome: "denied", since: "2026-11-01" },
        true,
      ),
    ).toEqual({
      tab: "audit",
      q: "",
      key: "k",
      object: "/v1/",
      outcome: "denied",
      verb: "",
      since: "2026-11-01",
      until: "",
    });
    expect(readSettingsSearch({ outcome: "lost", verb: "GRAB" }, true)).toMatchObject({
      outcome: "",
      verb: "",
    });
    expect(readSettingsSearch({ tab: "audit" }, false).tab).toBe("prices");
  });
});
