import { Button, Checkbox, Code, Group, Stack, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { Link, useRouterState } from "@tanstack/react-router";
import { useMemo } from "react";
import type { RunDetail } from "@/api/results";
import { useAddress } from "@/parts/useAddress";
import type { Search } from "@/parts/address";
import { DataTable, RowCount } from "@/parts/DataTable";
import { Empty, ProblemNote } from "@/parts/Notes";
import { useMay } from "@/session";
import { runsWords as words } from "@/words/runs";
import { columns } from "./columns";
import { Filters } from "./Filters";
import { comparison, MOST_COMPARED } from "./rows";
import { RunActions } from "./RunActions";
import css from "./Runs.module.css";
import { SavedViews } from "./SavedViews";
import {
  filtered,
  filtersOf,
  orderAfter,
  readSearch,
  toggled,
  wayOf,
  type OrderBy,
} from "./search";
import { useArchive } from "./useArchive";

/** The runs that have ended: narrowed by filters, ticked to be compared. */
export function Archive() {
  const [search, set] = useAddress(readSearch);
  const address = useRouterState({ select: (state) => state.location.search as Search });
  const filters = useMemo(() => filtersOf(search), [search]);
  const { rows, query, more, next, facets } = useArchive(filters, search.order);
  const { ticked, order } = search;
  const narrow = useMediaQuery("(max-width: 640px)") ?? false;

  const shown = useMemo(() => {
    const tick = (run: RunDetail) => (
      <Checkbox
        size="xs"
        aria-label={words.table.tick(run.name ?? words.untitled)}
        checked={ticked.includes(run.id)}
        disabled={!ticked.includes(run.id) && ticked.length >= MOST_COMPARED}
        onChange={() => set({ ticked: toggled(ticked, run.id) })}
      />
    );
    const sort = (by: OrderBy) => ({
      way: wayOf(order, by),
      turn: () => set({ order: orderAfter(order, by) }),
    });
    return columns({ narrow, tick, sort, actions: (run) => <RunActions run={run} /> });
  }, [narrow, ticked, order, set]);

  const nothing = !query.isPending && !query.error && rows.length === 0;
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-start" gap="xs">
        <Filters search={search} facets={facets} set={set} />
        <SavedViews search={address} set={set} />
      </Group>
      <Ticked ticked={ticked} onClear={() => set({ ticked: undefined })} />
      {query.error && <ProblemNote error={query.error} again={() => void query.refetch()} />}
      {nothing ? (
        <Nothing narrowed={filtered(search)} />
      ) : (
        !query.error && (
          <>
            <DataTable
              label={words.table.label}
              rows={rows}
              columns={shown}
              rowKey={(run) => run.id}
              loading={query.isPending}
              more={more}
              onEnd={next}
              maxHeight="max(420px, calc(100vh - 260px))"
            />
            <Text size="xs">
              <RowCount shown={rows.length} more={more} />
            </Text>
          </>
        )
      )}
    </Stack>
  );
}

function Ticked({ ticked, onClear }: { ticked: string[]; onClear: () => void }) {
  if (ticked.length === 0) return null;
  return (
    <Group gap="xs" className={css.ticked} role="status">
      {ticked.length >= 2 ? (
        <Button component={Link} to="/compare" search={comparison(ticked) as never}>
          {words.compare.go(ticked.length)}
        </Button>
      ) : (
        <Text size="sm">{words.compare.one}</Text>
      )}
      {ticked.length >= MOST_COMPARED && <Text size="sm">{words.compare.many}</Text>}
      <Button variant="subtle" onClick={onClear}>
        {words.compare.clear}
      </Button>
    </Group>
  );
}

function Nothing({ narrowed }: { narrowed: boolean }) {
  const mayRun = useMay("run");
  if (narrowed) return <Empty title={words.empty.none}>{words.empty.noneLead}</Empty>;
  return (
    <Empty
      title={words.empty.title}
      action={
        mayRun && (
          <Button component={Link} to="." search={{ launch: "new" } as never}>
            {words.launch}
          </Button>
        )
      }
    >
      {words.empty.lead}
      <br />
      {words.empty.command} <Code>./assay run examples/support-qa</Code>
    </Empty>
  );
}
