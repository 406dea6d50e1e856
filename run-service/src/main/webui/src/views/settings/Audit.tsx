import { Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";
import { api, body, type Schemas } from "@/api/client";
import { DataTable, RowCount, type Column } from "@/parts/DataTable";
import { Empty, ProblemNote } from "@/parts/Notes";
import { visibleText } from "@/parts/text/visible";
import { Ago } from "@/parts/Time";
import { usePages } from "@/parts/usePages";
import { settings as words } from "@/words/settings";
import { useSettingsAddress } from "./useSettingsAddress";

type Entry = Schemas["AuditEntry"];

const said = words.audit;

const COLUMNS: Column<Entry>[] = [
  {
    key: "at",
    head: said.columns.at,
    width: "min(110px, 25vw)",
    cell: (each) => <Ago at={each.at} />,
  },
  {
    key: "key",
    head: said.columns.key,
    width: "180px",
    wide: true,
    cell: (each) => (
      <span title={visibleText(each.key_name ?? "")}>
        {visibleText(each.key_name ?? "")}
        {each.by_session && <span className="quiet"> · {said.session}</span>}
      </span>
    ),
  },
  {
    key: "method",
    head: said.columns.method,
    width: "min(80px, 18vw)",
    cell: (each) => <span className="mono">{each.method}</span>,
  },
  {
    key: "object",
    head: said.columns.object,
    cell: (each) => (
      <span className="mono" title={visibleText(each.object ?? each.path ?? "")}>
        {visibleText(each.object ?? each.path ?? "")}
      </span>
    ),
  },
  {
    key: "status",
    head: said.columns.status,
    width: "76px",
    num: true,
    wide: true,
    cell: (each) => <span className={(each.status ?? 0) >= 400 ? "quiet" : ""}>{each.status}</span>,
  },
  {
    key: "address",
    head: said.columns.address,
    width: "150px",
    wide: true,
    cell: (each) => <span className="mono">{each.address}</span>,
  },
];

/** Who changed what in the workspace. */
export function Audit() {
  const [{ key, object }, set] = useSettingsAddress();
  const [typed, setTyped] = useState(object);
  const search = useDebouncedCallback((next: string) => set({ object: next }), 250);
  const keys = usePages(["keys"], (cursor) =>
    body(api.GET("/v1/keys", { params: { query: { limit: 200, ...(cursor && { cursor }) } } })),
  );
  const { rows, query, more, next } = usePages(["audit", { key, object }], (cursor) =>
    body(
      api.GET("/v1/audit", {
        params: {
          query: {
            limit: 100,
            ...(cursor && { cursor }),
            ...(key && { key_id: key }),
            ...(object && { object }),
          },
        },
      }),
    ),
  );
  return (
    <Stack gap="sm">
      <Text size="sm" className="quiet">
        {said.lead}
      </Text>
      <Group gap="xs" align="flex-end">
        <Select
          label={said.key}
          placeholder={said.anyKey}
          data={keys.rows.map((each) => ({ value: each.id ?? "", label: each.name ?? "" }))}
          value={key || null}
          clearable
          searchable
          onChange={(value) => set({ key: value })}
        />
        <TextInput
          label={said.object}
          placeholder={said.objectPlaceholder}
          classNames={{ input: "mono" }}
          w={260}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            search(event.currentTarget.value);
          }}
        />
        <RowCount shown={rows.length} more={more} />
      </Group>
      {query.isError && <ProblemNote error={query.error} again={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && !more ? (
        <Empty title={said.none} />
      ) : (
        <DataTable
          label={words.tabs.audit}
          rows={rows}
          columns={COLUMNS}
          rowKey={(each) => each.id ?? ""}
          loading={query.isPending}
          more={more}
          onEnd={next}
          maxHeight="calc(100vh - 300px)"
        />
      )}
    </Stack>
  );
}
