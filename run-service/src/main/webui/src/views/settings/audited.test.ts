import { describe, expect, it } from "vitest";
import { from, placeOf, to, whoOf, type Entry } from "./audited";

const entry = (object: string, more: Entry = {}): Entry => ({
  object,
  method: "POST",
  outcome: "done",
  ...more,
});

describe("an entry of the audit log", () => {
  it("says who asked", () => {
    expect(whoOf({ by: "key", key_id: "k", key_name: "ci" })).toBe("ci");
    expect(whoOf({ by: "key", key_id: "k", key_name: null })).toBe("a key that is gone");
    expect(whoOf({ by: "link", key_id: null })).toBe("a link for feedback");
    expect(whoOf({ by: "nobody", key_id: null })).toBe("nobody known");
  });

  it("leads to what it is about", () => {
    expect(placeOf(entry("/v1/runs/r-1/cancel"))).toEqual({
      to: "/runs/$id",
      params: { id: "r-1" },
    });
    expect(placeOf(entry("/v1/datasets/a%20b/versions"))).toEqual({
      to: "/datasets/$name",
      params: { name: "a b" },
    });
    expect(placeOf(entry("/v1/queues/q/next"))?.search).toEqual({ queue: "q" });
    expect(placeOf(entry("/v1/traffic/requests/t"))?.search).toEqual({ open: "t" });
    expect(placeOf(entry("/v1/keys/k"))?.search).toEqual({ tab: "keys" });
  });

  it("leads nowhere where nothing is", () => {
    expect(placeOf(entry("/v1/runs/r-1", { method: "DELETE" }))).toBeNull();
    expect(placeOf(entry("/v1/runs/r-1", { outcome: "refused" }))).toBeNull();
    for (const object of ["/v1/runs", "/v1/runs/preview", "/v1/cache", "*", "/", ""]) {
      expect(placeOf(entry(object))).toBeNull();
    }
    expect(placeOf(entry("/v1/datasets/%"))?.params).toEqual({ name: "%" });
  });

  it("keeps a denied deletion's thing", () => {
    expect(placeOf(entry("/v1/runs/r-1", { method: "DELETE", outcome: "denied" }))).not.toBeNull();
  });

  it("takes whole days", () => {
    expect(from("2026-11-01")).toBe("2026-11-01T00:00:00Z");
    expect(to("2026-11-30")).toBe("2026-12-01T00:00:00.000Z");
    expect(from("")).toBeUndefined();
    expect(to("2026-13-45")).toBeUndefined();
    expect(from("yesterday")).toBeUndefined();
  });
});
