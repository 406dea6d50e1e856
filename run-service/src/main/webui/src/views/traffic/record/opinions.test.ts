import { expect, it } from "vitest";
import type { Feedback } from "@/api/traffic";
import { between, modelOf, truthOf } from "./opinions";

const said = (over: Partial<Feedback>): Feedback =>
  ({ id: "f", inferred: false, stands: true, at: "2026-11-01T00:00:00Z", ...over }) as Feedback;

it("takes the newest correction of a person for the truth, before any that was inferred", () => {
  const old = said({ id: "old", response: { a: 1 } });
  const late = said({ id: "late", response: { a: 2 }, at: "2026-11-02T00:00:00Z" });
  const model = said({ id: "m", response: { a: 3 }, inferred: true, at: "2026-11-03T00:00:00Z" });
  const note = said({ id: "n", notes: "wrong", at: "2026-11-04T00:00:00Z" });
  expect(truthOf([note, model, late, old])?.id).toBe("late");
  expect(truthOf([note, model])?.id).toBe("m");
  expect(truthOf([note])).toBeNull();
  expect(truthOf([said({ id: "gone", response: [], stands: false })])).toBeNull();
  const outdated = said({ id: "o", response: { a: 4 }, inferred: true, stands: false });
  expect(truthOf([note, outdated])).toBeNull();
});

it("says where people do not agree, each by the newest that they said", () => {
  const first = said({ by: "Ada", response: { a: 1, b: 2 } });
  const changed = said({ by: "Ada", response: { a: 1, b: 3 }, at: "2026-11-05T00:00:00Z" });
  const other = said({ by: "Bo", response: { a: 1, b: 3 } });
  expect(between([first, other])).toEqual({ people: 2, paths: ["b"] });
  expect(between([changed, first, other])).toEqual({ people: 2, paths: [] });
  expect(between([first])).toBeNull();
  expect(between([first, said({ response: { a: 9 } })])).toBeNull();
  expect(between([first, said({ by: "m", inferred: true, response: { a: 9 } })])).toBeNull();
});

it("names the model that inferred", () => {
  expect(modelOf(said({ inferred_by: { provider: "acme", model: "small", run: "r" } }))).toBe(
    "acme / small",
  );
  expect(modelOf(said({}))).toBe("");
});
