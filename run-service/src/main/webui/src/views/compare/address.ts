import type { CompareSearch } from "./search";

/** Where a comparison is downloaded as one page. */
export function pageAddress(search: Pick<CompareSearch, "runs" | "baseline" | "by">): string {
  const query = new URLSearchParams({ runs: search.runs.join(","), format: "html" });
  if (search.baseline) query.set("baseline", search.baseline);
  if (search.by) query.set("by", search.by);
  return `/v1/comparisons/export?${query.toString()}`;
}
