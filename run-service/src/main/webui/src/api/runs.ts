import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, body } from "./client";
import { readAll } from "./pages";
import type { HumanLabel } from "./results";
import type { operations } from "./schema";

/** Which items of a run are asked for, and in which order. */
export type ItemsFilter = NonNullable<operations["listRunItems"]["parameters"]["query"]>;

type FlipDirection = NonNullable<operations["listFlips"]["parameters"]["query"]>["direction"];

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: ["run", id],
    queryFn: ({ signal }) => body(api.GET("/v1/runs/{id}", { params: { path: { id } }, signal })),
  });

const PAGE = 200;

export const itemsQuery = (id: string, filter: ItemsFilter) =>
  infiniteQueryOptions({
    queryKey: ["run", id, "items", filter],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...filter, limit: PAGE, cursor: pageParam };
      return body(api.GET("/v1/runs/{id}/items", { params: { path: { id }, query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? null,
  });

export const itemQuery = (id: string, position: number, repeat: number) =>
  queryOptions({
    queryKey: ["run", id, "item", position, repeat],
    queryFn: ({ signal }) => {
      const params = { path: { id, n: position }, query: { repeat } };
      return body(api.GET("/v1/runs/{id}/items/{n}", { params, signal }));
    },
  });

export const passportsQuery = (id: string) =>
  queryOptions({
    queryKey: ["run", id, "passports"],
    queryFn: async ({ signal }) =>
      (await body(api.GET("/v1/runs/{id}/passports", { params: { path: { id } }, signal })))
        .scorers,
  });

export const labelsQuery = (id: string) =>
  queryOptions({
    queryKey: ["run", id, "labels"],
    queryFn: ({ signal }) => readLabels(id, signal),
  });

/** What people said of a run, as the server has it now. */
export function readLabels(id: string, signal?: AbortSignal): Promise<HumanLabel[]> {
  return readAll((cursor) => {
    const params = { path: { id }, query: { limit: 500, cursor } };
    return body(api.GET("/v1/runs/{id}/labels", { params, signal }));
  });
}

export const comparisonQuery = (runs: string[], baseline: string | undefined, by?: "alias") =>
  queryOptions({
    queryKey: ["comparison", runs, baseline, by],
    queryFn: ({ signal }) => {
      const query = { runs: runs.join(","), baseline, by };
      return body(api.GET("/v1/comparisons", { params: { query }, signal }));
    },
    enabled: runs.length >= 2,
  });

export const flipsQuery = (
  baseline: string,
  other: string,
  scorer: string | undefined,
  direction: FlipDirection,
) =>
  infiniteQueryOptions({
    queryKey: ["flips", baseline, other, scorer, direction],
    queryFn: ({ pageParam, signal }) => {
      const query = { baseline, other, scorer, direction, limit: 100, cursor: pageParam };
      return body(api.GET("/v1/comparisons/flips", { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? null,
  });
