import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { sourcesQuery, type FoundSource } from "@/api/traffic";
import { count } from "@/format/numbers";
import { DataTable, type Column } from "@/parts/DataTable";
import { Empty, ProblemNote } from "@/parts/Notes";
import { Ago } from "@/parts/Time";
import { visibleText } from "@/parts/text/visible";
import { traffic as words } from "@/words/traffic";
import { ofSource } from "./search";
import css from "./Traffic.module.css";

const COLUMNS: Column<FoundSource>[] = [
  {
    key: "type",
    head: words.columns.type,
    width: "84px",
    cell: (row) => words.types[row.source_type],
  },
  {
    key: "name",
    head: words.columns.name,
    cell: (row) => {
      const { kinds, filter } = ofSource(row.source_type, row.id, row.agent_version);
      const search = { ...filter, ...(kinds[0] !== "request" && { kind: kinds[0] }) };
      const name = visibleText(row.id);
      return (
        <Link to="/traffic" search={search as never} title={words.see(name)}>
          {name}
        </Link>
      );
    },
  },
  {
    key: "version",
    head: words.columns.version,
    width: "110px",
    wide: true,
    cell: (row) => visibleText(row.agent_version ?? ""),
  },
  {
    key: "total",
    head: words.columns.total,
    width: "92px",
    num: true,
    cell: (row) => count(row.total),
  },
  {
    key: "latest",
    head: words.columns.latest,
    width: "120px",
    num: true,
    wide: true,
    cell: (row) => <Ago at={row.latest_activity} />,
  },
  {
    key: "evaluate",
    head: <span className={css.hidden}>{words.evaluate}</span>,
    width: "104px",
    cell: (row) => {
      const { source_type, id, agent_version } = row;
      const search = { source_type, id, agent_version: agent_version ?? undefined };
      return (
        <Group justify="flex-end">
          <Button
            variant="default"
            size="compact-xs"
            aria-label={words.evaluateOf(visibleText(id))}
            renderRoot={(props) => (
              <Link to="/traffic/evaluate" search={search as never} {...props} />
            )}
          >
            {words.evaluate}
          </Button>
        </Group>
      );
    },
  },
];

/** The skills, agents, domains and features that were logged, with how much of each. */
export function Sources() {
  const sources = useQuery(sourcesQuery);
  if (sources.isError) {
    return <ProblemNote error={sources.error} again={() => void sources.refetch()} />;
  }
  if (sources.isSuccess && sources.data.length === 0) {
    return <Empty title={words.noSources}>{words.noSourcesLead}</Empty>;
  }
  return (
    <DataTable
      label={words.tabs.sources}
      rows={sources.data ?? []}
      columns={COLUMNS}
      rowKey={(row) => `${row.source_type}/${row.id}/${row.agent_version ?? ""}`}
      loading={sources.isPending}
    />
  );
}
