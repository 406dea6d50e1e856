import { describe, expect, it } from "vitest";
import { actionsFor, exportAddress } from "./actions";

describe("actions of a run", () => {
  it("fit its status", () => {
    expect(actionsFor("running_dataset", true, false)).toEqual(["cancel"]);
    expect(actionsFor("partially_successful", true, false)).toContain("retry");
    expect(actionsFor("successful", true, false)).not.toContain("retry");
    expect(actionsFor("cancelled", true, false)).toContain("resume");
    expect(actionsFor("a status of tomorrow", true, false)).toEqual([]);
  });

  it("are none for who may only read", () => {
    expect(actionsFor("successful", false, false)).toEqual([]);
  });

  it("ask nobody for pushed answers", () => {
    expect(actionsFor("partially_successful", true, true)).toEqual(["rescore", "remove"]);
  });

  it("name the address of an export", () => {
    expect(exportAddress("a/b", "html")).toBe("/v1/runs/a%2Fb/export?format=html");
  });
});
