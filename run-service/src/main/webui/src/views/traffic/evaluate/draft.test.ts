import { describe, expect, it } from "vitest";
import { draftOf, withoutInferring } from "./draft";
import { addressOf, readEvaluateSearch, withEvaluator } from "./search";
import { withSpanEvaluator } from "./spanEvaluators";

const KNOWN = { now: Date.parse("2026-11-29T12:00:00Z"), schema: null };
const SOURCE = { source_type: "skill", id: "reader" };
const draft = (address: object, known: object = {}) =>
  draftOf(readEvaluateSearch({ ...SOURCE, ...address }), { ...KNOWN, ...known });

describe("what is evaluated", () => {
  it("is read from the address, with a usual evaluator", () => {
    const search = readEvaluateSearch(SOURCE);
    expect(search.source).toEqual({ type: "skill", id: "reader", version: "" });
    expect(search.evaluators).toEqual(["field_accuracy"]);
    expect(search.infer).toBe(true);
    expect(readEvaluateSearch({ source_type: "moon", id: "x" }).source).toBeNull();
    expect(readEvaluateSearch({ source_type: "skill" }).source).toBeNull();
    expect(readEvaluateSearch({ min: "" }).min).toBeNull();
    expect(readEvaluateSearch({ min: 101 }).min).toBeNull();
    expect(readEvaluateSearch({ min: 0 }).min).toBe(0);
  });

  it("has evaluators put in and taken out, down to none", () => {
    expect(withEvaluator(["field_accuracy"], "llm_judge")).toBe("field_accuracy,llm_judge");
    expect(withEvaluator(["field_accuracy"], "field_accuracy")).toBe("none");
    expect(readEvaluateSearch({ evaluators: "none" }).evaluators).toEqual([]);
  });

  it("finds the way back from a run", () => {
    const address = addressOf({ source_type: "agent", id: "router", agent_version: "2" });
    expect(readEvaluateSearch(address).source).toEqual({
      type: "agent",
      id: "router",
      version: "2",
    });
  });
});

describe("spans", () => {
  it("are judged by scorers that the address names, beside those of answers", () => {
    const chosen = draft({
      spans: "context_recall,recall_at_k,none-such",
      k: 5,
      span_name: " docs ",
      infer: false,
    });
    expect(chosen?.scorers).toEqual([
      { id: "field_accuracy", threshold: 1, params: {} },
      {
        id: "recall_at_k",
        key: "recall_at_k_of_retrievers",
        params: { k: 5, spans: { kind: "retriever", name: "docs" } },
      },
      {
        id: "context_recall",
        key: "context_recall_of_retrievers",
        params: { spans: { kind: "retriever", name: "docs" } },
      },
    ]);
  });

  it("are enough for a launch, of answers that are there", () => {
    expect(draft({ evaluators: "none", spans: "tool_outputs" })?.scorers).toEqual([
      { id: "exact_match", key: "tool_outputs_of_tools", params: { spans: { kind: "tool" } } },
    ]);
    expect(draft({ evaluators: "none" })).toBeNull();
    const replay = draft({ mode: "replay", provider: "a", model: "b", spans: "tool_outputs" });
    expect(JSON.stringify(replay)).not.toContain("tool_outputs");
  });

  it("are put in and taken out", () => {
    expect(withSpanEvaluator([], "recall_at_k")).toBe("recall_at_k");
    expect(withSpanEvaluator(["context_recall"], "recall_at_k")).toBe("recall_at_k,context_recall");
    expect(withSpanEvaluator(["recall_at_k"], "recall_at_k")).toBeUndefined();
  });
});

describe("the launch", () => {
  it("takes all fields and infers, unless it is told otherwise", () => {
    expect(draft({})).toEqual({
      target: { traffic: { source_type: "skill", id: "reader", infer_corrections: true } },
      scorers: [{ id: "field_accuracy", threshold: 1, params: {} }],
    });
    expect(draft({ infer: false })?.target).toEqual({
      traffic: { source_type: "skill", id: "reader" },
    });
    expect(draft({ infer_provider: "acme", infer_model: "small" })?.target).toMatchObject({
      traffic: { infer_corrections: { provider: "acme", model: "small" } },
    });
  });

  it("makes corrections of notes that came by a link only where that is asked for", () => {
    expect(draft({ infer_links: "true" })?.target).toMatchObject({
      traffic: { infer_corrections: { links: true } },
    });
    expect(
      draft({ infer_links: true, infer_provider: "acme", infer_model: "small" })?.target,
    ).toMatchObject({
      traffic: { infer_corrections: { provider: "acme", model: "small", links: true } },
    });
    expect(draft({ infer: false, infer_links: true })?.target).toEqual({
      traffic: { source_type: "skill", id: "reader" },
    });
  });

  it("takes window, limit, fields and gate from the address", () => {
    expect(
      draft({ last: "24h", limit: 50, fields: ["total", "buyer.name"], min: 85, infer: false }),
    ).toEqual({
      target: {
        traffic: {
          source_type: "skill",
          id: "reader",
          since: "2026-11-28T12:00:00.000Z",
          limit: 50,
        },
      },
      scorers: [
        { id: "field_accuracy", threshold: 1, params: { fields: ["total", "buyer.name"] } },
      ],
      gate: [{ type: "field_accuracy", scorer: "field_accuracy", min: 0.85 }],
    });
  });

  it("is none while something is missing", () => {
    expect(draftOf(readEvaluateSearch({}), KNOWN)).toBeNull();
    expect(draft({ evaluators: "none" })).toBeNull();
    expect(draft({ fields: [] })).toBeNull();
    expect(draft({ evaluators: "json_schema" })).toBeNull();
  });

  it("gives a judge its criteria, and the schema to what holds answers against it", () => {
    const schema = { type: "object" };
    expect(
      draft({ evaluators: "json_schema,llm_judge", criteria: " Polite. " }, { schema })?.scorers,
    ).toEqual([
      { id: "json_schema", threshold: 1, params: { schema } },
      { id: "llm_judge", threshold: 0.8, params: { criteria: "Polite." } },
    ]);
  });

  it("asks for no model to infer where there is nothing to infer", () => {
    const launched = draft({ last: "24h" });
    expect(launched && withoutInferring(launched).target).toEqual({
      traffic: { source_type: "skill", id: "reader", since: "2026-11-28T12:00:00.000Z" },
    });
  });

  it("asks the same again in a replay, once it is known of whom", () => {
    expect(draft({ mode: "replay" })).toBeNull();
    expect(draft({ mode: "replay", provider: "acme" })).toBeNull();
    expect(
      draft({ mode: "replay", provider: "acme", model: "large", criteria: "Same facts." }),
    ).toEqual({
      dataset: { traffic: { source_type: "skill", id: "reader" } },
      target: { provider: "acme", model: "large" },
      scorers: [
        { id: "divergence", threshold: 1, params: { criteria: "Same facts." } },
        { id: "field_accuracy", threshold: 1, params: {} },
      ],
    });
    expect(draft({ mode: "replay", skill: "reader@2" })?.target).toEqual({ skill: "reader@2" });
  });
});
