import type { Bounds, GroupSummary, Interval } from "@/api/results";

/** A section or label with the one number that it is judged by. */
export interface Group {
  name: string;
  /** Pass rate, or the mean score where nothing can pass. */
  value: number | null;
  rated: boolean;
  interval: Interval | null;
  bounds: Bounds | null;
  passed: number;
  of: number;
}

/** The worst first: by value, then those that are surer to be bad; what was not measured last. */
export function worstFirst(groups: Record<string, GroupSummary> | null | undefined): Group[] {
  return Object.entries(groups ?? {})
    .map(([name, group]) => read(name, group))
    .sort(
      (a, b) =>
        Number(a.value === null) - Number(b.value === null) ||
        (a.value ?? 0) - (b.value ?? 0) ||
        (a.interval?.upper ?? 1) - (b.interval?.upper ?? 1) ||
        a.name.localeCompare(b.name),
    );
}

function read(name: string, group: GroupSummary): Group {
  const rated = group.pass_rate !== null && group.pass_rate !== undefined;
  return {
    name,
    rated,
    value: (rated ? group.pass_rate : group.mean_score) ?? null,
    interval: (rated ? group.pass_rate_interval : group.mean_score_interval) ?? null,
    bounds: (rated ? group.pass_rate_bounds : null) ?? null,
    passed: group.passed,
    of: group.passed + group.failed + group.errored,
  };
}
