import { expect, it } from "vitest";
import type { FoundSource } from "@/api/traffic";
import { groupedSources, keyOfSource, sourceOfKey } from "./sources";

const found = (source_type: string, id: string, total: number, agent_version?: string) =>
  ({ source_type, id, total, agent_version }) as FoundSource;

it("groups sources by what they are, versions of an agent together", () => {
  const groups = groupedSources([
    found("agent", "router", 2, "1"),
    found("agent", "router", 3, "2"),
    found("skill", "reader", 7),
  ]);
  expect(groups.map((one) => one.group)).toEqual(["Skills", "Agents"]);
  expect(groups[1]?.items).toEqual([{ value: "agent/router", label: "router · 5" }]);
  expect(groupedSources([])).toEqual([]);
});

it("finds a source again by its key, whatever stands in its id", () => {
  const source = { type: "request_domain", id: "a/b/c" } as const;
  expect(sourceOfKey(keyOfSource(source))).toEqual(source);
  expect(sourceOfKey("moon/x")).toBeNull();
  expect(sourceOfKey(null)).toBeNull();
});
