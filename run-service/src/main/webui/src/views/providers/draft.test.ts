import { describe, expect, it } from "vitest";
import { draftOf, incomplete, inputOf, otherOptions, withNumber } from "./draft";

describe("a provider's form", () => {
  it("begins with a variable for a new one and keeps the credential of an old one", () => {
    expect(draftOf(null).credential).toBe("env");
    const draft = draftOf({
      name: "openai",
      kind: "openai",
      credential: { kind: "sealed" },
      models: { m: { price_in: 1, price_out: null, limits: null } },
      limits: { rpm: 600, tpm: null },
    });
    expect(draft.credential).toBe("keep");
    expect(draft.models).toEqual([{ name: "m", values: { price_in: 1 }, rest: {} }]);
    expect(draft.limits).toEqual({ rpm: 600 });
  });

  it("sends no credential that was not given", () => {
    const kept = inputOf(draftOf({ name: "a", kind: "openai" }));
    expect(kept).not.toHaveProperty("credential");
    const draft = { ...draftOf(null), name: "a", env: " KEY " };
    expect(inputOf(draft).credential).toEqual({ env: "KEY" });
    expect(inputOf({ ...draft, credential: "value", secret: " s " }).credential).toEqual({
      value: " s ",
    });
    const own = { ...draft, credential: "ambient" as const };
    expect(inputOf({ ...own, kind: "bedrock" }).credential).toEqual({ ambient: true });
    expect(inputOf(own)).not.toHaveProperty("credential");
    expect(inputOf({ ...draft, kind: "simulated" })).not.toHaveProperty("credential");
  });

  it("sends objects whole, also empty ones, and leaves models without a name out", () => {
    const input = inputOf({
      ...draftOf(null),
      models: [
        { name: "m", values: { price_in: 0.15 } },
        { name: " ", values: {} },
      ],
    });
    expect(input).toMatchObject({ limits: {}, options: {}, headers: {} });
    expect(input.models).toEqual({ m: { price_in: 0.15 } });
    expect(input).not.toHaveProperty("retry");
    expect(input).not.toHaveProperty("base_url");
  });

  it("sends back what it has no field for", () => {
    const models = { m: { price_in: 1, limits: { rpm: 5 }, params: { temperature: 0 } } };
    expect(inputOf(draftOf({ name: "a", kind: "openai", models })).models).toEqual(models);
  });

  it("knows what is missing", () => {
    const draft = { ...draftOf(null), name: "a", env: "KEY" };
    expect(incomplete(draft)).toBe(false);
    expect(incomplete({ ...draft, name: "" })).toBe(true);
    expect(incomplete({ ...draft, env: "" })).toBe(true);
    expect(incomplete({ ...draft, kind: "azure_openai" })).toBe(true);
    expect(incomplete({ ...draft, kind: "simulated", env: "" })).toBe(false);
  });

  it("finds options without a field", () => {
    expect(otherOptions("openai", { api: "chat", odd: 1 })).toEqual({ odd: 1 });
  });

  it("sets and takes out numbers", () => {
    expect(withNumber({ rpm: 1 }, "tpm", 5)).toEqual({ rpm: 1, tpm: 5 });
    expect(withNumber({ rpm: 1 }, "rpm", "")).toEqual({});
  });
});
