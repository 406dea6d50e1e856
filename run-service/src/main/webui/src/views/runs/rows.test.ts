import { expect, it } from "vitest";
import type { RunDetail } from "@/api/results";
import { partly } from "@/testing/partly";
import { offered, readFacets } from "./facets";
import { comparison, datasetOf, durationOf, evaluationOf, targetOf, whenOf } from "./rows";

const run = partly<RunDetail>({ id: "a", status: "successful" });

it("names what was evaluated", () => {
  expect(targetOf({ ...run, target: { provider: "openai", model: "small" } })).toBe(
    "openai / small",
  );
  expect(targetOf({ ...run, target: { push: true } })).toBe("pushed answers");
  const traffic = { source_type: "skill", id: "reader" } as const;
  expect(targetOf({ ...run, target: { traffic } })).toBe("traffic of reader");
  expect(targetOf(run)).toBe("");
  const dataset = { name: "capitals", version: 3, limit: null, sections: null };
  expect(datasetOf({ ...run, dataset })).toBe("capitals@3");
  expect(evaluationOf({ ...run, evaluation: "qa", evaluation_version: 2 })).toBe("qa@2");
});

it("takes the time at work before the time between start and end", () => {
  const ended = {
    ...run,
    started_at: "2026-11-29T12:00:00Z",
    finished_at: "2026-11-29T12:00:09Z",
  };
  expect(durationOf(ended)).toBe(9_000);
  expect(durationOf({ ...ended, summary: { duration_ms: 5_000 } as never })).toBe(5_000);
  expect(durationOf(run)).toBeNull();
  expect(whenOf(ended)).toBe(ended.finished_at);
  expect(whenOf(run)).toBeNull();
});

it("makes the earliest of the runs the baseline", () => {
  expect(comparison(["01b", "01a"])).toEqual({ runs: "01a,01b", baseline: "01a" });
});

it("offers what is chosen also where no run has it", () => {
  const facets = readFacets({ tag: [{ value: "a", count: 2 }] });
  expect(offered(facets.tag, ["a", "b"])).toEqual([
    { value: "a", count: 2 },
    { value: "b", count: 0 },
  ]);
  expect(offered(undefined, [])).toEqual([]);
  expect(readFacets(null)).toEqual({});
});
