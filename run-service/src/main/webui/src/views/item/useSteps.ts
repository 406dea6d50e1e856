import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { itemQuery } from "@/api/runs";
import type { RunDetail } from "@/api/results";
import { itemWords } from "@/words/item";
import { flatRows, groupedRows, nextFailure, type Row } from "./rows";
import { useItems } from "./useItems";

/** Going from the open item to others in the order of the table; pages are read as they are needed. */
export function useSteps(run: RunDetail, position: number, repeat: number) {
  const { rows, grouped, query } = useItems(run);
  const navigate = useNavigate();
  const at = rows.findIndex(
    (row) => row.position === position && (grouped || row.entries[0].repeat === repeat),
  );
  useReadAhead(run.id, rows[at + 1], rows[nextFailure(rows, at)]);
  const open = (row: Row | undefined) => {
    if (!row) return;
    void navigate({
      to: "/runs/$id/items/$n",
      params: { id: run.id, n: String(row.position) },
      search: ((was: object) => ({ ...was, repeat: row.entries[0].repeat || undefined })) as never,
      replace: true,
      resetScroll: false,
    });
  };
  const next = async (find: (rows: Row[]) => number) => {
    let found = find(rows);
    let answer: Pick<typeof query, "data" | "hasNextPage"> = query;
    let known = rows;
    while (found < 0 && answer.hasNextPage) {
      answer = await query.fetchNextPage();
      const entries = answer.data?.pages.flatMap((page) => page.data) ?? [];
      known = grouped ? groupedRows(entries) : flatRows(entries);
      found = find(known);
    }
    if (found >= 0) open(known[found]);
    return found >= 0;
  };
  return {
    next: () => void next((all) => (at + 1 < all.length ? at + 1 : -1)),
    previous: () => open(at < 0 ? rows[0] : rows[at - 1]),
    failure: async () => {
      const found = await next((all) => nextFailure(all, at));
      if (!found) notifications.show({ message: itemWords.drawer.noFailure });
    },
  };
}

/** Has what the next key may open read by then: who reviews is faster than a request. */
function useReadAhead(run: string, ...rows: (Row | undefined)[]): void {
  const queries = useQueryClient();
  const wanted = rows
    .flatMap((row) => (row ? [`${row.position}/${row.entries[0].repeat}`] : []))
    .join(" ");
  useEffect(() => {
    for (const one of wanted.split(" ").filter(Boolean)) {
      const [position = 0, repeat = 0] = one.split("/").map(Number);
      void queries.prefetchQuery(itemQuery(run, position, repeat));
    }
  }, [queries, run, wanted]);
}
