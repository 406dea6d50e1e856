import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Comparison, Flip } from "./comparison";
import type { ItemDetail, ItemEntry, Page } from "./runItems";
import { read, type Query } from "./read";
import type { HumanLabel, JudgedRate, RunDetail } from "./results";

const base = (id: string) => `/v1/runs/${encodeURIComponent(id)}`;

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: ["run", id],
    queryFn: ({ signal }) => read<RunDetail>(base(id), {}, signal),
  });

const PAGE = 200;

export const itemsQuery = (id: string, filter: Query) =>
  infiniteQueryOptions({
    queryKey: ["run", id, "items", filter],
    queryFn: ({ pageParam, signal }) =>
      read<Page<ItemEntry>>(
        `${base(id)}/items`,
        { ...filter, limit: PAGE, cursor: pageParam },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor ?? null,
  });

export const itemQuery = (id: string, position: number, repeat: number) =>
  queryOptions({
    queryKey: ["run", id, "item", position, repeat],
    queryFn: ({ signal }) => read<ItemDetail>(`${base(id)}/items/${position}`, { repeat }, signal),
  });

export const passportsQuery = (id: string) =>
  queryOptions({
    queryKey: ["run", id, "passports"],
    queryFn: async ({ signal }) =>
      (await read<{ scorers?: Record<string, JudgedRate> }>(`${base(id)}/passports`, {}, signal))
        .scorers ?? {},
  });

export const labelsQuery = (id: string) =>
  queryOptions({
    queryKey: ["run", id, "labels"],
    queryFn: async ({ signal }) => {
      const all: HumanLabel[] = [];
      let cursor: string | null | undefined;
      do {
        const page: Page<HumanLabel> = await read(
          `${base(id)}/labels`,
          { limit: 500, cursor },
          signal,
        );
        all.push(...page.data);
        cursor = page.next_cursor;
      } while (cursor && all.length < 10_000);
      return all;
    },
  });

export const comparisonQuery = (runs: string[], baseline: string | undefined, by?: string) =>
  queryOptions({
    queryKey: ["comparison", runs, baseline, by],
    queryFn: ({ signal }) =>
      read<Comparison>("/v1/comparisons", { runs: runs.join(","), baseline, by }, signal),
    enabled: runs.length >= 2,
  });

export const flipsQuery = (
  baseline: string,
  other: string,
  scorer: string | undefined,
  direction: string | undefined,
) =>
  infiniteQueryOptions({
    queryKey: ["flips", baseline, other, scorer, direction],
    queryFn: ({ pageParam, signal }) =>
      read<Page<Flip>>(
        "/v1/comparisons/flips",
        { baseline, other, scorer, direction, limit: 100, cursor: pageParam },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor ?? null,
  });
