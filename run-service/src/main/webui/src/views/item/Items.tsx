import { Button, Skeleton, Stack } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import type { RunDetail } from "@/api/results";
import { Empty, ProblemNote } from "@/parts/Notes";
import { Block } from "@/views/run/Block";
import { filtered, unfiltered } from "@/views/run/search";
import { itemWords as words } from "@/words/item";
import { ColumnMenu } from "./ColumnMenu";
import { allColumns, arrange, outputFields } from "./columns";
import { Filters } from "./Filters";
import { ItemsTable } from "./ItemsTable";
import { useFresh } from "./useFresh";
import { readsWhole, useItems } from "./useItems";
import { useLayout } from "./useLayout";

/** The items of a run: filters, columns, and a table that is as long as it likes. */
export function Items({ run, open }: { run: RunDetail; open: number | null }) {
  const { rows, entries, search, grouped, query } = useItems(run);
  const navigate = useNavigate();
  const [layout, setLayout] = useLayout(run.dataset?.name ?? "");
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isFetchNextPageError } = query;
  const whole = readsWhole(run, grouped);
  useEffect(() => {
    if (whole && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [whole, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  useFresh(run, query);
  const scorers = useMemo(
    () => (run.scorers ?? []).map((scorer) => scorer.key ?? scorer.id),
    [run.scorers],
  );
  const all = useMemo(
    () =>
      allColumns(scorers, outputFields(entries), {
        section: entries.some((e) => e.section),
        label: entries.some((e) => e.label),
        marks: entries.some((e) => e.cached || (e.unmeasured ?? []).length > 0),
      }),
    [scorers, entries],
  );
  const some = filtered(search);
  const clear = () =>
    void navigate({ to: ".", search: unfiltered(search) as never, resetScroll: false });
  return (
    <div id="items" style={{ scrollMarginTop: 56 }}>
      <Block
        title={words.title}
        note={query.isSuccess ? words.shown(rows.length, hasNextPage) : undefined}
        aside={<ColumnMenu all={all} layout={layout} change={setLayout} />}
      >
        <Filters run={run} scorers={scorers} />
        {query.error && <ProblemNote error={query.error} again={() => void query.refetch()} />}
        {query.isPending && (
          <Stack gap={6}>
            {Array.from({ length: 10 }, (_, i) => (
              <Skeleton key={i} height={26} />
            ))}
          </Stack>
        )}
        {query.isSuccess && rows.length === 0 && !hasNextPage && (
          <Empty
            title={some ? words.noneFit : words.none}
            action={some && <Button onClick={clear}>{words.filters.clear}</Button>}
          >
            {some ? words.noneFitHow : words.noneHow}
          </Empty>
        )}
        {(rows.length > 0 || (query.isSuccess && hasNextPage)) && (
          <ItemsTable
            id={run.id}
            rows={rows}
            columns={arrange(all, layout)}
            layout={layout}
            change={setLayout}
            open={open}
            repeat={search.repeat ?? 0}
            grouped={grouped}
            more={hasNextPage && !isFetchingNextPage && !isFetchNextPageError}
            onEnd={() => void fetchNextPage()}
          />
        )}
      </Block>
    </div>
  );
}
