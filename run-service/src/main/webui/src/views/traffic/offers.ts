import type { FoundSource, Kind, SourceType } from "@/api/traffic";
import type { TextFilter } from "./search";

export interface Option {
  value: string;
  label: string;
  count?: number;
}

const FILTERS: Record<SourceType, TextFilter> = {
  skill: "skill",
  agent: "agent",
  request_domain: "domain",
  feature: "feature",
};

/** What the filters can offer of the sources that are known, those with most records first. */
export function offers(
  sources: readonly FoundSource[],
  kind: Kind,
): Partial<Record<TextFilter, Option[]>> {
  const found: Partial<Record<TextFilter, Map<string, number>>> = {};
  for (const source of sources) {
    const filter = FILTERS[source.source_type];
    // Requests have no agent to be found by, executions no domain.
    if (filter === (kind === "request" ? "agent" : "domain")) continue;
    const counts = (found[filter] ??= new Map());
    counts.set(source.id, (counts.get(source.id) ?? 0) + source.total);
  }
  return Object.fromEntries(
    Object.entries(found).map(([filter, counts]) => [
      filter,
      [...counts]
        .sort((a, b) => b[1] - a[1])
        .map(([value, count]) => ({ value, label: value, count })),
    ]),
  );
}
