import { queryOptions } from "@tanstack/react-query";
import { read } from "./read";

/** Times in bins: a bin has what is at least its bound and less than the next. */
export interface Times {
  count: number;
  bounds: number[];
  counts: number[];
}

/** Attempts by when they started and what came of them. */
export interface AttemptsOverTime {
  from: string;
  to: string;
  bucket_ms: number;
  outcomes: Record<string, number[]>;
}

export interface Distributions {
  latency_ms?: Times | null;
  ttft_ms?: Times | null;
  attempts?: AttemptsOverTime | null;
}

export const distributionsQuery = (id: string) =>
  queryOptions({
    queryKey: ["run", id, "distributions"],
    queryFn: ({ signal }) =>
      read<Distributions>(`/v1/runs/${encodeURIComponent(id)}/distributions`, {}, signal),
  });

/** A run that another one can be compared with. */
export interface ComparableRun {
  id: string;
  name?: string | null;
  alias?: string | null;
  label?: string | null;
  pinned?: boolean;
  provider?: string | null;
  model?: string | null;
  evaluation?: string | null;
  dataset_version?: number | null;
  same_version: boolean;
  status: string;
  verdict?: string | null;
  mean_score?: number | null;
  finished_at?: string | null;
}

export interface Comparable {
  suggested: { run?: ComparableRun | null; reason: string };
  data: ComparableRun[];
  next_cursor?: string | null;
}

export const comparableQuery = (id: string) =>
  queryOptions({
    queryKey: ["run", id, "comparable"],
    queryFn: ({ signal }) =>
      read<Comparable>(`/v1/runs/${encodeURIComponent(id)}/comparable`, { limit: 100 }, signal),
  });
