import { Skeleton, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, body, type Schemas } from "@/api/client";
import { count } from "@/format/numbers";
import { price } from "@/format/price";
import { DataTable, type Column } from "@/parts/DataTable";
import { ProblemNote } from "@/parts/Notes";
import { visibleText } from "@/parts/text/visible";
import { providers as words } from "@/words/providers";
import type { Provider } from "./draft";

type Price = Schemas["ModelPrice"];

/** The models of a provider and what each costs, and by whose word. */
export function Models({ name, record }: { name: string; record: Provider | undefined }) {
  const prices = useQuery({
    queryKey: ["prices"],
    queryFn: () => body(api.GET("/v1/prices")),
  });
  const rows = prices.data?.providers?.find((each) => each.provider === name)?.models ?? [];
  const columns: Column<Price>[] = [
    {
      key: "model",
      head: words.columns.model,
      cell: (each) => (
        <span className="mono" title={visibleText(each.model ?? "")}>
          {visibleText(each.model ?? "")}
        </span>
      ),
    },
    {
      key: "in",
      head: words.columns.in,
      width: "90px",
      num: true,
      cell: (each) => price(each.price_in),
    },
    {
      key: "out",
      head: words.columns.out,
      width: "90px",
      num: true,
      cell: (each) => price(each.price_out),
    },
    {
      key: "cached",
      head: words.columns.cached,
      width: "90px",
      num: true,
      wide: true,
      cell: (each) => price(each.price_cached),
    },
    {
      key: "context",
      head: words.columns.context,
      width: "100px",
      num: true,
      wide: true,
      cell: (each) => count(record?.models?.[each.model ?? ""]?.context),
    },
    {
      key: "source",
      head: words.columns.source,
      width: "200px",
      wide: true,
      cell: (each) => (
        <span className="quiet">
          {each.matched
            ? words.models.matched(each.matched)
            : (words.models.sources[each.source ?? ""] ?? each.source)}
        </span>
      ),
    },
  ];
  return (
    <section>
      <Title order={2}>{words.models.title}</Title>
      <Text size="sm" className="quiet" mb={6} maw={760}>
        {words.models.lead}
      </Text>
      {prices.isPending && <Skeleton height={120} />}
      {prices.isError && <ProblemNote error={prices.error} again={() => void prices.refetch()} />}
      {prices.isSuccess &&
        (rows.length === 0 ? (
          <Text size="sm">{words.models.none}</Text>
        ) : (
          <DataTable
            label={words.models.title}
            rows={rows}
            columns={columns}
            rowKey={(each) => each.model ?? ""}
            maxHeight="420px"
          />
        ))}
    </section>
  );
}
