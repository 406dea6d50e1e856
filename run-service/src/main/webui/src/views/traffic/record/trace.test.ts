import { expect, it } from "vitest";
import type { Span } from "@/api/traffic";
import { traceRows } from "./trace";

const span = (span_id: string, depth: number, children: string[] = []): Span =>
  ({
    span_id,
    depth,
    children,
    start: "2026-11-01T00:00:00.000Z",
    end: "2026-11-01T00:00:01.500Z",
  }) as Span;

const TREE = [
  span("root", 0, ["a", "b"]),
  span("a", 1, ["a1"]),
  span("a1", 2),
  span("b", 1),
  span("lost", 0),
];
const ids = (closed: string[]) => traceRows(TREE, new Set(closed)).map((row) => row.span.span_id);

it("hides what lies below a closed span, and nothing beside it", () => {
  expect(ids([])).toEqual(["root", "a", "a1", "b", "lost"]);
  expect(ids(["a"])).toEqual(["root", "a", "b", "lost"]);
  expect(ids(["root"])).toEqual(["root", "lost"]);
  expect(ids(["root", "a"])).toEqual(["root", "lost"]);
});

it("closes nothing that has nothing below", () => {
  expect(traceRows(TREE, new Set(["b"])).find((row) => row.span.span_id === "b")?.closed).toBe(
    false,
  );
});

it("says what a span took, where both ends are known", () => {
  expect(traceRows(TREE, new Set())[0]?.took).toBe(1500);
  const open = { ...span("open", 0), end: undefined as never };
  expect(traceRows([open], new Set())[0]?.took).toBeNull();
});
