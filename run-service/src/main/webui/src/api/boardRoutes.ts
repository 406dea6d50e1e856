import { api, body } from "./client";
import type { RunDetail } from "./results";

/** A stretch of items of one section; positions from 1, both included. */
interface SentBand {
  name: string | null;
  from: number;
  to: number;
}

/** The units of a run, one letter each, and the event that the letters hold for. */
export interface SentMap {
  generation: number;
  seq: number;
  repeats: number;
  letters: string;
  sections: SentBand[];
}

/** A list's filters that were kept under a name. */
export interface SavedView {
  name: string;
  view: string;
  query: Record<string, unknown>;
}

/** The runs that one can be compared with, and the one to offer first. */
export interface Comparable {
  suggested?: { run?: RunDetail | string | null; reason?: string | null } | null;
  data: RunDetail[];
}

interface Options {
  params?: { path?: Record<string, string>; query?: Record<string, unknown> };
  body?: unknown;
  signal?: AbortSignal;
}

// Their answers are described here, since what is drawn from them relies on it.
const get = <T>(path: string, options: Options = {}) =>
  body(api.GET(path as never, options as never)) as Promise<T>;

export function readMap(id: string, signal: AbortSignal): Promise<SentMap> {
  return get("/v1/runs/{id}/map", { params: { path: { id } }, signal });
}

export function readFacetCounts(query: Record<string, string>): Promise<unknown> {
  return get("/v1/runs/facets", { params: { query } });
}

export function readComparable(id: string): Promise<Comparable> {
  return get("/v1/runs/{id}/comparable", { params: { path: { id }, query: { limit: 20 } } });
}

export async function readViews(): Promise<SavedView[]> {
  return (await get<{ data?: SavedView[] }>("/v1/views")).data ?? [];
}

export function saveView(view: SavedView): Promise<unknown> {
  const { name, ...kept } = view;
  const options = { params: { path: { name } }, body: kept };
  return body(api.PUT("/v1/views/{name}" as never, options as never)) as Promise<unknown>;
}

export function removeView(name: string): Promise<unknown> {
  const options = { params: { path: { name } } };
  return body(api.DELETE("/v1/views/{name}" as never, options as never)) as Promise<unknown>;
}
