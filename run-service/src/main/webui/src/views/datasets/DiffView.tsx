import { Group, SegmentedControl, Select, Stack, Text } from "@mantine/core";
import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { api, body } from "@/api/client";
import { count } from "@/format/numbers";
import { DataTable, type Column } from "@/parts/DataTable";
import { Empty, ProblemNote } from "@/parts/Notes";
import { useAddress } from "@/parts/useAddress";
import { visibleText } from "@/parts/text/visible";
import { datasets as words } from "@/words/datasets";
import css from "./Datasets.module.css";
import { DiffItem, type Change } from "./DiffItem";
import { readDatasetSearch } from "./search";

const KINDS = ["changed", "added", "removed"] as const;

/** What became of each item between two versions. */
export function DiffView({ name, latest }: { name: string; latest: number }) {
  const [search, set] = useAddress(readDatasetSearch);
  const [kind, setKind] = useState<"all" | Change["kind"]>("all");
  const to = search.v ?? latest;
  const from = search.from ?? Math.max(1, to - 1);
  const diff = useQuery({
    queryKey: ["datasets", name, "diff", from, to],
    queryFn: () =>
      body(
        api.GET("/v1/datasets/{name}/diff", {
          params: { path: { name }, query: { from: String(from), to: String(to) } },
        }),
      ),
    enabled: latest > 1,
  });
  const changes = useMemo<Change[]>(
    () =>
      KINDS.flatMap((each) => (diff.data?.[each] ?? []).map((id) => ({ id, kind: each }))).filter(
        (change) => kind === "all" || change.kind === kind,
      ),
    [diff.data, kind],
  );
  const columns = useMemo<Column<Change>[]>(
    () => [
      {
        key: "id",
        head: words.columns.id,
        cell: (change) => (
          <Anchor
            component="button"
            fz="sm"
            className="mono"
            onClick={() => set({ changed: change.id })}
          >
            {visibleText(change.id)}
          </Anchor>
        ),
      },
      {
        key: "kind",
        head: words.diff.kindHead,
        width: "90px",
        cell: (change) => words.diff.kinds[change.kind],
      },
    ],
    [set],
  );
  if (latest < 2) return <Empty title={words.tabs.diff}>{words.diff.only}</Empty>;
  const versions = Array.from({ length: latest }, (_, i) => String(i + 1));
  const open = changes.find((change) => change.id === search.changed);
  return (
    <Stack gap="sm">
      <Group gap="xs" align="flex-end">
        <Select
          label={words.diff.from}
          w={110}
          data={versions}
          value={String(from)}
          allowDeselect={false}
          onChange={(value) => set({ from: Number(value), changed: undefined })}
        />
        <Select
          label={words.diff.to}
          w={110}
          data={versions}
          value={String(to)}
          allowDeselect={false}
          onChange={(value) => set({ v: Number(value), changed: undefined })}
        />
        <SegmentedControl
          size="xs"
          aria-label={words.diff.kind}
          value={kind}
          onChange={(value) => setKind(value as typeof kind)}
          data={[
            { value: "all", label: words.diff.all(count(total(diff.data?.counts))) },
            ...KINDS.map((each) => ({
              value: each,
              label: `${words.diff.kinds[each]} ${count(diff.data?.counts?.[each])}`,
            })),
          ]}
        />
      </Group>
      {diff.isError && <ProblemNote error={diff.error} again={() => void diff.refetch()} />}
      {diff.isSuccess && total(diff.data.counts) === 0 ? (
        <Empty title={words.diff.same} />
      ) : (
        <div className={css.split}>
          <DataTable
            label={words.tabs.diff}
            rows={changes}
            columns={columns}
            rowKey={(change) => change.id}
            open={search.changed}
            loading={diff.isPending}
            onRow={(change) => set({ changed: change.id })}
            maxHeight="calc(100vh - 290px)"
          />
          {open ? (
            <DiffItem key={open.id} name={name} from={from} to={to} change={open} />
          ) : (
            <Text size="sm" className="quiet">
              {words.diff.pick}
            </Text>
          )}
        </div>
      )}
    </Stack>
  );
}

interface Counts {
  added?: number | null;
  removed?: number | null;
  changed?: number | null;
}

function total(counts: Counts | null | undefined): number | null {
  return counts ? (counts.added ?? 0) + (counts.removed ?? 0) + (counts.changed ?? 0) : null;
}
