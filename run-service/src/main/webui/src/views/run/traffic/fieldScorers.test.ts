import { expect, it } from "vitest";
import type { RunDetail } from "@/api/results";
import { diverging, fieldScorers, ofTraffic, skillOf } from "./fieldScorers";

const run = (over: object) => over as RunDetail;

it("finds the scorers that compare fields", () => {
  const scorers = { fields: { fields: { accuracy: 1 } }, judge: {}, latency: {} };
  expect(fieldScorers(run({ summary: { scorers } }))).toEqual(["fields"]);
  expect(fieldScorers(run({ summary: null }))).toEqual([]);
});

it("finds the scorer that holds a replay against production", () => {
  const scorers = [
    { id: "exact_match", key: "exact" },
    { id: "divergence", key: "now" },
  ];
  expect(diverging(run({ scorers }))).toBe("now");
  expect(diverging(run({ scorers: [] }))).toBeNull();
});

it("knows whose skill was at work", () => {
  expect(skillOf(run({ target: { skill: "reader@3" } }))).toBe("reader");
  expect(skillOf(run({ target: { traffic: { source_type: "skill", id: "reader" } } }))).toBe(
    "reader",
  );
  expect(skillOf(run({ target: { traffic: { source_type: "agent", id: "x" } } }))).toBeNull();
  expect(skillOf(run({ target: { provider: "acme" } }))).toBeNull();
});

it("has an outcome over stored answers and over reruns of them, where fields are compared", () => {
  const summary = { scorers: { fields: { fields: {} } } };
  const traffic = { source_type: "skill", id: "reader" };
  expect(ofTraffic(run({ summary, target: { traffic } }))).toBe(true);
  expect(ofTraffic(run({ summary, target: { skill: "reader@2" }, parent_run_id: "r" }))).toBe(true);
  expect(ofTraffic(run({ summary, target: { skill: "reader@2" } }))).toBe(false);
  expect(ofTraffic(run({ summary: { scorers: {} }, target: { traffic } }))).toBe(false);
});
