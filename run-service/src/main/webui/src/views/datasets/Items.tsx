import { Button, Group, Select, Stack, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { api, body } from "@/api/client";
import { readItem } from "@/api/items";
import { DataTable, RowCount } from "@/parts/DataTable";
import { Empty, ProblemNote } from "@/parts/Notes";
import { useAddress } from "@/parts/useAddress";
import { usePages } from "@/parts/usePages";
import { useMay } from "@/session";
import { datasets as words } from "@/words/datasets";
import { readVersion } from "./DatasetHead";
import { withEdit, type Edits } from "./edit";
import { EditItem } from "./EditItem";
import { itemColumns } from "./itemColumns";
import { ItemDrawer } from "./ItemDrawer";
import { readDatasetSearch } from "./search";
import { stepFrom } from "./steps";

/** The items of a version: filtered, as many as there are, each with its own view. */
export function Items({
  name,
  version,
  edits,
  edit,
}: {
  name: string;
  version: number;
  edits: Edits;
  edit: (edits: Edits) => void;
}) {
  const [{ q, section, label, item }, set] = useAddress(readDatasetSearch);
  const mayWrite = useMay("write");
  const [adding, setAdding] = useState(false);
  const [typed, setTyped] = useState(q);
  const search = useDebouncedCallback((next: string) => set({ q: next }), 250);
  const details = useQuery({
    queryKey: ["datasets", name, "version", version],
    queryFn: () => readVersion(name, version),
    enabled: version > 0,
  });
  const { rows, query, more, next } = usePages(
    ["datasets", name, "items", version, { q, section, label }],
    (cursor) =>
      body(
        api.GET("/v1/datasets/{name}/versions/{version}/items", {
          params: {
            path: { name, version: String(version) },
            query: {
              limit: 200,
              ...(cursor && { cursor }),
              ...(q && { q }),
              ...(section && { section }),
              ...(label && { label }),
            },
          },
        }),
      ),
    version > 0,
  );
  const items = useMemo(() => rows.map(readItem), [rows]);
  const labels = useMemo(
    () => [...new Set([...items.flatMap((each) => each.label ?? []), ...(label ? [label] : [])])],
    [items, label],
  );
  const columns = useMemo(
    () => itemColumns(items, edits, (n) => set({ item: n }, true)),
    [items, edits, set],
  );
  const table = {
    rows: items.map((each) => each.n),
    more,
    items: details.data?.item_count ?? null,
  };
  const step = async (from: number, by: 1 | -1) => {
    let to = stepFrom(from, by, table);
    if (to === "more") {
      const read = await query.fetchNextPage();
      const rows = (read.data?.pages ?? []).flatMap((page) => page.data ?? []).map(readItem);
      to = stepFrom(from, by, { ...table, rows: rows.map((each) => each.n), more: false });
    }
    if (typeof to === "number") set({ item: to });
  };
  const clear = () => {
    setTyped("");
    set({ q: "", section: "", label: "" });
  };
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <TextInput
          aria-label={words.one.search}
          placeholder={words.one.search}
          w={240}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            search(event.currentTarget.value);
          }}
        />
        <Filter
          label={words.columns.section}
          any={words.one.anySection}
          data={Object.keys(details.data?.sections ?? {})}
          value={section}
          onChange={(value) => set({ section: value })}
        />
        <Filter
          label={words.columns.label}
          any={words.one.anyLabel}
          data={labels}
          value={label}
          onChange={(value) => set({ label: value })}
        />
        <RowCount shown={items.length} more={more} />
        {mayWrite && (
          <Button variant="subtle" ml="auto" onClick={() => setAdding(true)}>
            {words.one.addItem}
          </Button>
        )}
      </Group>
      {query.isError && <ProblemNote error={query.error} again={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && !more ? (
        <Empty
          title={words.one.noItems}
          action={
            <Button variant="default" onClick={clear}>
              {words.one.clear}
            </Button>
          }
        />
      ) : (
        <DataTable
          label={words.tabs.items}
          rows={items}
          columns={columns}
          rowKey={(each) => String(each.n)}
          open={item === null ? undefined : String(item)}
          loading={query.isPending}
          more={more}
          onEnd={next}
          maxHeight="calc(100vh - 290px)"
          onRow={(each) => set({ item: each.n }, true)}
        />
      )}
      {item !== null && (
        <ItemDrawer
          name={name}
          version={version}
          n={item}
          can={(by) => stepFrom(item, by, table) !== null}
          edits={edits}
          edit={edit}
          step={(by) => void step(item, by)}
        />
      )}
      {adding && (
        <EditItem
          item={null}
          edits={edits}
          close={() => setAdding(false)}
          keep={(id, value) => edit(withEdit(edits, id, { item: value, added: true }))}
        />
      )}
    </Stack>
  );
}

function Filter({
  label,
  any,
  data,
  value,
  onChange,
}: {
  label: string;
  any: string;
  data: string[];
  value: string;
  onChange: (value: string | null) => void;
}) {
  if (data.length === 0) return null;
  return (
    <Select
      aria-label={label}
      placeholder={any}
      data={data}
      value={value || null}
      clearable
      searchable={data.length > 12}
      onChange={onChange}
      w={160}
    />
  );
}
