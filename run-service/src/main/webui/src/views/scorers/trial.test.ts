import { describe, expect, it } from "vitest";
import { paramErrors, trialBody, trialOf } from "./trial";

describe("trialBody", () => {
  it("sends only what was given, and null where it was", () => {
    expect(trialBody({ output: "x", expected: undefined, input: null }, {}, null)).toEqual({
      output: "x",
      input: null,
    });
    expect(trialBody({ output: "" }, { mode: "all" }, 0.5)).toEqual({
      output: "",
      params: { mode: "all", threshold: 0.5 },
    });
  });
});

describe("trialOf", () => {
  it("takes answer, item and what scorers look at", () => {
    expect(
      trialOf({
        item: { input: "q", expected: "4.90 EUR", id: "a" },
        answer: { output: "4.94 EUR", latency_ms: 901, tokens_in: 11, tokens_out: 3 },
      }),
    ).toEqual({
      output: "4.94 EUR",
      expected: "4.90 EUR",
      input: "q",
      context: undefined,
      choices: undefined,
      answer: { latency_ms: 901, usage: { input: 11, output: 3 } },
    });
  });

  it("knows when there is no answer", () => {
    expect(trialOf({ item: { input: "q" } })).toBeNull();
    expect(trialOf({ answer: { output: null } })).toBeNull();
  });
});

describe("paramErrors", () => {
  it("finds the parameter a violation is about", () => {
    expect(
      paramErrors([
        { field: "params.pattern", message: "bad" },
        { field: "definition.params.schema.type", message: "odd" },
        { field: "output", message: "missing" },
      ]),
    ).toEqual({ pattern: "bad", schema: "odd" });
  });
});
