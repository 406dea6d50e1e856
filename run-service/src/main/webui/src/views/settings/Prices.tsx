import { Group, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, body } from "@/api/client";
import { price } from "@/format/price";
import { DataTable, RowCount, type Column } from "@/parts/DataTable";
import { Empty, ProblemNote } from "@/parts/Notes";
import { settings as words } from "@/words/settings";
import { pricesOf, type Listed } from "./listed";
import { useSettingsAddress } from "./useSettingsAddress";

const COLUMNS: Column<Listed>[] = [
  {
    key: "model",
    head: words.prices.model,
    cell: (each) => (
      <span className="mono" title={each.model}>
        {each.model}
      </span>
    ),
  },
  {
    key: "vendor",
    head: words.prices.vendor,
    width: "160px",
    wide: true,
    cell: (each) => each.vendor,
  },
  { key: "in", head: words.prices.in, width: "90px", num: true, cell: (each) => price(each.in) },
  { key: "out", head: words.prices.out, width: "90px", num: true, cell: (each) => price(each.out) },
  {
    key: "cached",
    head: words.prices.cached,
    width: "90px",
    num: true,
    wide: true,
    cell: (each) => price(each.cached),
  },
];

/** The list of prices that comes with the server. */
export function Prices() {
  const { prices: said } = words;
  const [{ q }, set] = useSettingsAddress();
  const prices = useQuery({ queryKey: ["prices"], queryFn: () => body(api.GET("/v1/prices")) });
  const rows = useMemo(() => pricesOf(prices.data, q), [prices.data, q]);
  const list = prices.data?.list;
  return (
    <Stack gap="sm">
      <Text size="sm" className="quiet" maw={860}>
        {said.lead} {list && said.asOf(String(list.as_of))} {list?.note}
      </Text>
      <Group gap="xs">
        <TextInput
          aria-label={said.find}
          placeholder={said.find}
          value={q}
          onChange={(event) => set({ q: event.currentTarget.value })}
        />
        <RowCount shown={rows.length} more={false} />
      </Group>
      {prices.isError && <ProblemNote error={prices.error} again={() => void prices.refetch()} />}
      {prices.isSuccess && rows.length === 0 ? (
        <Empty title={said.none} />
      ) : (
        <DataTable
          label={words.tabs.prices}
          rows={rows}
          columns={COLUMNS}
          rowKey={(each) => `${each.vendor} ${each.model}`}
          loading={prices.isPending}
          maxHeight="calc(100vh - 300px)"
        />
      )}
    </Stack>
  );
}
