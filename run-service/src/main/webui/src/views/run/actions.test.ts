import { describe, expect, it } from "vitest";
import { actionsFor, answering, exportAddress } from "./actions";

describe("actions of a run", () => {
  it("fit its status", () => {
    expect(actionsFor("running_dataset", true, "asked")).toEqual(["cancel"]);
    expect(actionsFor("partially_successful", true, "asked")).toContain("retry");
    expect(actionsFor("successful", true, "asked")).not.toContain("retry");
    expect(actionsFor("cancelled", true, "asked")).toContain("resume");
    expect(actionsFor("a status of tomorrow", true, "asked")).toEqual([]);
  });

  it("are none for who may only read", () => {
    expect(actionsFor("successful", false, "asked")).toEqual([]);
  });

  it("ask nobody for pushed answers", () => {
    expect(actionsFor("partially_successful", true, "pushed")).toEqual(["rescore", "remove"]);
  });

  it("judge stored answers anew, and ask nobody for them", () => {
    expect(actionsFor("failed", true, "stored")).toEqual(["rerun", "remove"]);
    expect(actionsFor("successful", true, "stored")).toEqual(["rescore", "rerun", "remove"]);
    expect(answering({ traffic: { id: "reader" } })).toBe("stored");
    expect(answering({ push: true })).toBe("pushed");
    expect(answering({})).toBe("asked");
  });

  it("name the address of an export", () => {
    expect(exportAddress("a/b", "html")).toBe("/v1/runs/a%2Fb/export?format=html");
  });
});
