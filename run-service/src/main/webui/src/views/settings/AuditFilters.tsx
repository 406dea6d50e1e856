import { Group, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useState, type ReactNode } from "react";
import { api, body } from "@/api/client";
import type { Search } from "@/parts/address";
import { usePages } from "@/parts/usePages";
import { settings as words } from "@/words/settings";
import { OUTCOMES, VERBS } from "./audited";
import type { SettingsSearch } from "./search";

const said = words.audit;

/** Which entries are shown; all of it stands in the address. */
export function AuditFilters({
  search,
  set,
  children,
}: {
  search: SettingsSearch;
  set: (patch: Search) => void;
  children?: ReactNode;
}) {
  const [typed, setTyped] = useState(search.object);
  const find = useDebouncedCallback((next: string) => set({ object: next }), 250);
  const keys = usePages(["keys"], (cursor) =>
    body(api.GET("/v1/keys", { params: { query: { limit: 200, ...(cursor && { cursor }) } } })),
  );
  return (
    <Group gap="xs" align="flex-end">
      <Select
        label={said.outcome}
        placeholder={said.anyOutcome}
        w={150}
        data={OUTCOMES.map((each) => ({ value: each, label: said.outcomes[each] }))}
        value={search.outcome || null}
        clearable
        onChange={(value) => set({ outcome: value })}
      />
      <Select
        label={said.key}
        placeholder={said.anyKey}
        data={keys.rows.map((each) => ({ value: each.id ?? "", label: each.name ?? "" }))}
        value={search.key || null}
        clearable
        searchable
        onChange={(value) => set({ key: value })}
      />
      <Select
        label={said.verb}
        placeholder={said.anyVerb}
        w={130}
        data={[...VERBS]}
        value={search.verb || null}
        clearable
        onChange={(value) => set({ verb: value })}
      />
      <TextInput
        label={said.object}
        placeholder={said.objectPlaceholder}
        classNames={{ input: "mono" }}
        w={220}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          find(event.currentTarget.value);
        }}
      />
      <TextInput
        type="date"
        label={said.since}
        w={150}
        value={search.since}
        onChange={(event) => set({ since: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={said.until}
        w={150}
        value={search.until}
        onChange={(event) => set({ until: event.currentTarget.value })}
      />
      {children}
    </Group>
  );
}
