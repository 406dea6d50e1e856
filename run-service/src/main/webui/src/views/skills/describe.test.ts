import { expect, it } from "vitest";
import { modelOf, promptOf, proposalOf, versionOf, type Skill } from "./describe";

it("says whom a skill asks, and how", () => {
  expect(modelOf({})).toBeNull();
  expect(modelOf({ model: { params: { temperature: 0 } } })).toBeNull();
  expect(modelOf({ model: { model: "small" } })).toBe("small");
  expect(modelOf({ model: { provider: "openai", model: "small" } })).toBe("openai / small");
  expect(promptOf({})).toEqual({});
  expect(promptOf({ prompt: "Say {{input}}" })).toEqual({ user: "Say {{input}}" });
  expect(promptOf({ prompt: { system: "s" } })).toEqual({ system: "s" });
});

it("reads the version of a reference", () => {
  expect(versionOf("extract.v@12")).toBe(12);
  expect(versionOf("extract")).toBeNull();
  expect(versionOf(undefined)).toBeNull();
});

it("finds what a model proposed and nobody has adopted", () => {
  const version = (n: number, state: Skill["state"]): Skill => ({
    name: "extract",
    version: n,
    state,
    definition: {},
    created_at: "2026-11-01T10:00:00Z",
  });
  const versions = [version(3, "proposed"), version(2, "proposed"), version(1, "adopted")];
  expect(proposalOf(versions, 1)?.version).toBe(3);
  expect(proposalOf(versions.slice(1), 3)).toBeUndefined();
  expect(proposalOf([], 1)).toBeUndefined();
});
