import { Badge, Button, Group, Select, Stack, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useDeferredValue, useMemo } from "react";
import { api, body, type Schemas } from "@/api/client";
import { count } from "@/format/numbers";
import { DataTable, RowCount, type Column } from "@/parts/DataTable";
import { Empty, ProblemNote } from "@/parts/Notes";
import { PageHead } from "@/parts/PageHead";
import { Ago } from "@/parts/Time";
import { useAddress } from "@/parts/useAddress";
import { usePages } from "@/parts/usePages";
import { useMay } from "@/session";
import { words as common } from "@/words/common";
import { datasets as words } from "@/words/datasets";
import css from "./Datasets.module.css";
import { readListSearch } from "./search";
import { UploadDrawer } from "./UploadDrawer";

type Dataset = Schemas["Dataset"];

const COLUMNS: Column<Dataset>[] = [
  {
    key: "name",
    head: words.columns.name,
    cell: (dataset) => (
      <Link to="/datasets/$name" params={{ name: dataset.name ?? "" }} title={dataset.name ?? ""}>
        {dataset.name}
      </Link>
    ),
  },
  {
    key: "tags",
    head: words.columns.tags,
    width: "26%",
    wide: true,
    cell: (dataset) => (
      <Group gap={4} wrap="nowrap">
        {(dataset.tags ?? []).map((tag) => (
          <Badge key={tag} variant="default" size="sm" tt="none" fw={400}>
            {tag}
          </Badge>
        ))}
      </Group>
    ),
  },
  {
    key: "items",
    head: words.columns.items,
    width: "84px",
    num: true,
    cell: (dataset) => count(dataset.item_count),
  },
  {
    key: "version",
    head: words.columns.versions,
    width: "84px",
    num: true,
    cell: (dataset) =>
      dataset.latest_version ? (
        words.latest(dataset.latest_version)
      ) : (
        <span className="quiet" title={words.noVersionTitle}>
          –
        </span>
      ),
  },
  {
    key: "changed",
    head: words.columns.changed,
    width: "120px",
    num: true,
    wide: true,
    cell: (dataset) => <Ago at={dataset.updated_at} />,
  },
];

/** All datasets of the workspace. */
export function Datasets() {
  const [{ q, tag, upload }, set] = useAddress(readListSearch);
  const mayWrite = useMay("write");
  const { rows, query, more, next } = usePages(["datasets", { tag }], (cursor) =>
    body(
      api.GET("/v1/datasets", {
        params: { query: { limit: 200, ...(cursor && { cursor }), ...(tag && { tag }) } },
      }),
    ),
  );
  const wanted = useDeferredValue(q.toLowerCase());
  const shown = useMemo(
    () => rows.filter((each) => (each.name ?? "").toLowerCase().includes(wanted)),
    [rows, wanted],
  );
  const tags = useMemo(
    () => [...new Set([...rows.flatMap((each) => each.tags ?? []), ...(tag ? [tag] : [])])].sort(),
    [rows, tag],
  );
  const none = query.isSuccess && rows.length === 0 && !more && tag === "";
  const open = <Button onClick={() => set({ upload: true }, true)}>{words.upload}</Button>;
  return (
    <div className={css.page}>
      <PageHead title={common.views.datasets} lead={words.lead} actions={mayWrite && open} />
      {query.isError && <ProblemNote error={query.error} again={() => void query.refetch()} />}
      {none ? (
        <Empty title={words.noneTitle} action={mayWrite && open}>
          {mayWrite ? words.none : words.noneRead}
        </Empty>
      ) : (
        !query.isError && (
          <Stack gap="xs">
            <Group gap="xs">
              <TextInput
                aria-label={words.find}
                placeholder={words.find}
                value={q}
                onChange={(event) => set({ q: event.currentTarget.value })}
              />
              {tags.length > 0 && (
                <Select
                  aria-label={words.tag}
                  placeholder={words.anyTag}
                  data={tags}
                  value={tag || null}
                  clearable
                  onChange={(value) => set({ tag: value })}
                />
              )}
              <RowCount shown={shown.length} more={more} />
            </Group>
            {query.isSuccess && shown.length === 0 && !more ? (
              <Empty title={words.noneFound} />
            ) : (
              <DataTable
                label={common.views.datasets}
                rows={shown}
                columns={COLUMNS}
                rowKey={(dataset) => dataset.name ?? ""}
                loading={query.isPending}
                more={more}
                onEnd={next}
              />
            )}
          </Stack>
        )
      )}
      {mayWrite && (
        <UploadDrawer opened={upload} close={() => set({ upload: undefined })} to={null} />
      )}
    </div>
  );
}
