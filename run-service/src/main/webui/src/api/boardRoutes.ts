import { api, body, type Schemas } from "./client";

/** A list's filters that were kept under a name. */
export type SavedView = Pick<Schemas["SavedView"], "name" | "view" | "query">;

/** The units of a run, one letter each, and the event that the letters hold for. */
export function readMap(id: string, signal: AbortSignal): Promise<Schemas["RunMap"]> {
  return body(api.GET("/v1/runs/{id}/map", { params: { path: { id } }, signal }));
}

/** How many runs each filter would leave. */
export function readFacetCounts(query: Record<string, string>): Promise<Schemas["RunFacets"]> {
  return body(api.GET("/v1/runs/facets", { params: { query: query as never } }));
}

/** What a run can be compared with, and what to begin with. */
export function readComparable(id: string, limit = 1): Promise<Schemas["ComparableRuns"]> {
  return body(api.GET("/v1/runs/{id}/comparable", { params: { path: { id }, query: { limit } } }));
}

/** The saved views of a list. */
export async function readViews(view: string): Promise<SavedView[]> {
  const query = { view, limit: 500 };
  return (await body(api.GET("/v1/views", { params: { query } }))).data;
}

export function saveView({ name, view, query }: SavedView): Promise<unknown> {
  return body(
    api.PUT("/v1/views/{name}", { params: { path: { name } }, body: { view, query } as never }),
  );
}

export function removeView(name: string): Promise<unknown> {
  return body(api.DELETE("/v1/views/{name}", { params: { path: { name } } }));
}
