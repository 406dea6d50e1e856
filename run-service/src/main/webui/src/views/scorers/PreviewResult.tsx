import { SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Schemas } from "@/api/client";
import { cost, count, percent, percentRange, score, scoreRange } from "@/format/numbers";
import { DataTable, type Column } from "@/parts/DataTable";
import { UnitStatus } from "@/parts/Status";
import { oneLine, visibleText } from "@/parts/text/visible";
import { scorers as words } from "@/words/scorers";
import { Bins } from "./Bins";
import { binsOf } from "./catalogue";

type Flip = Schemas["ScorerPreviewFlip"];
type Item = Schemas["ScorerPreviewItem"];

/** Numbers, histogram, flips and items of a preview. */
export function PreviewResult({ preview }: { preview: Schemas["ScorerPreview"] }) {
  const { preview: said } = words;
  const sum = preview.summary;
  const flips = preview.flips ?? [];
  const run = preview.run ?? "";
  return (
    <Stack gap="md" role="status">
      <Text size="sm">
        {preview.replaces ? said.replaces(preview.replaces) : said.adds}{" "}
        {said.sum(count(sum?.scored), count(sum?.errors), count(sum?.skipped))}.{" "}
        {(preview.notes ?? []).map(visibleText).join(" ")}
      </Text>
      <SimpleGrid cols={3}>
        <Figure
          name={said.mean}
          value={score(sum?.mean)}
          range={scoreRange(sum?.mean_interval?.lower, sum?.mean_interval?.upper)}
        />
        <Figure
          name={said.passRate}
          value={percent(sum?.pass_rate)}
          range={percentRange(sum?.pass_rate_interval?.lower, sum?.pass_rate_interval?.upper)}
        />
        <Figure name={said.cost} value={cost(preview.cost)} range="" />
      </SimpleGrid>
      <Bins bins={binsOf(sum?.histogram)} />
      <section>
        <Title order={3} mb={6}>
          {flips.length === 0 ? said.noFlips : said.flips(count(flips.length))}
        </Title>
        {flips.length > 0 && (
          <DataTable
            label={said.flips(count(flips.length))}
            rows={flips}
            columns={flipColumns(run)}
            rowKey={(flip) => `${flip.position} ${flip.repeat}`}
            maxHeight="260px"
          />
        )}
      </section>
      <section>
        <Title order={3} mb={6}>
          {said.items}
        </Title>
        <DataTable
          label={said.items}
          rows={preview.items ?? []}
          columns={itemColumns(run)}
          rowKey={(item) => `${item.position} ${item.repeat}`}
          maxHeight="300px"
        />
      </section>
    </Stack>
  );
}

function Figure({ name, value, range }: { name: string; value: string; range: string }) {
  return (
    <div>
      <Text size="xs" className="quiet">
        {name}
      </Text>
      <Text size="md" fw={600}>
        {value}
      </Text>
      <Text size="xs" className="quiet">
        {range}
      </Text>
    </div>
  );
}

function itemLink(run: string, of: { item_id?: string | null; position?: number | null }) {
  return (
    <Link
      to="/runs/$id/items/$n"
      params={{ id: run, n: String(of.position ?? 1) }}
      className="mono"
    >
      {visibleText(of.item_id ?? "")}
    </Link>
  );
}

function flipColumns(run: string): Column<Flip>[] {
  return [
    { key: "item", head: words.columns.item, cell: (flip) => itemLink(run, flip) },
    {
      key: "from",
      head: words.columns.from,
      width: "110px",
      cell: (flip) => <UnitStatus status={flip.from ?? ""} />,
    },
    {
      key: "to",
      head: words.columns.to,
      width: "110px",
      cell: (flip) => <UnitStatus status={flip.to ?? ""} />,
    },
  ];
}

function itemColumns(run: string): Column<Item>[] {
  return [
    { key: "item", head: words.columns.item, width: "34%", cell: (item) => itemLink(run, item) },
    {
      key: "score",
      head: words.columns.score,
      width: "80px",
      num: true,
      cell: (item) => (item.status === "error" ? <UnitStatus status="error" /> : score(item.score)),
    },
    {
      key: "before",
      head: words.columns.before,
      width: "80px",
      num: true,
      cell: (item) => score(item.previous?.score),
    },
    {
      key: "reason",
      head: words.columns.reason,
      cell: (item) => {
        const text = oneLine(item.error?.message ?? item.reason ?? "");
        return <span title={text}>{text}</span>;
      },
    },
  ];
}
