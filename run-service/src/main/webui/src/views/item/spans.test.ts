import { expect, it } from "vitest";
import type { ItemSpan, ScoreRow, SpanScore } from "@/api/runItems";
import { spanName, spanRows } from "./spans";

const span = (span_id: string): ItemSpan =>
  ({ span_id, depth: 0, kind: "tool", name: "run" }) as ItemSpan;
const score = (span_id: string, value: number | null): SpanScore =>
  ({ span_id, kind: "tool", name: "run", status: "success", score: value }) as SpanScore;

it("gives each span what every scorer said of it, and leaves spans that no scorer looks at", () => {
  const scores = [
    { key: "first", spans: [score("a", 1), score("b", 0)] },
    { key: "whole", spans: null },
    { key: "second", spans: [score("a", 0.5)] },
  ] as ScoreRow[];
  const rows = spanRows([span("root"), span("a"), span("b")], scores);
  expect(rows.map((row) => row.span.span_id)).toEqual(["root", "a", "b"]);
  expect(rows.map((row) => row.scores.map((one) => [one.key, one.score.score]))).toEqual([
    [],
    [
      ["first", 1],
      ["second", 0.5],
    ],
    [["first", 0]],
  ]);
});

it("calls a span by its tool, its name, or its id", () => {
  expect(spanName({ span_id: "a", name: "run", tool: "weather" })).toBe("weather");
  expect(spanName({ span_id: "a", name: "run" })).toBe("run");
  expect(spanName({ span_id: "a", name: "" })).toBe("a");
});
