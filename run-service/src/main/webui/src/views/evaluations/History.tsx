import { Skeleton, Stack } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { api, body, type Schemas } from "@/api/client";
import { cost, percent, percentRange } from "@/format/numbers";
import { DataTable, type Column } from "@/parts/DataTable";
import { Empty, ProblemNote } from "@/parts/Notes";
import { RunStatus, Verdict } from "@/parts/Status";
import { Ago } from "@/parts/Time";
import { visibleText } from "@/parts/text/visible";
import { usePages } from "@/parts/usePages";
import { evaluations as words } from "@/words/evaluations";
import { HistoryChart } from "./HistoryChart";
import { pastOf, type Past } from "./past";

const COLUMNS: Column<Past>[] = [
  {
    key: "run",
    head: words.columns.run,
    cell: (run) => (
      <Link to="/runs/$id" params={{ id: run.id }} title={visibleText(run.name)}>
        {visibleText(run.name)}
      </Link>
    ),
  },
  {
    key: "model",
    head: words.columns.model,
    width: "27%",
    wide: true,
    cell: (run) => <span title={visibleText(run.model)}>{visibleText(run.model)}</span>,
  },
  {
    key: "version",
    head: words.columns.version,
    width: "76px",
    num: true,
    wide: true,
    cell: (run) => words.version(run.version),
  },
  {
    key: "verdict",
    head: words.columns.verdict,
    width: "112px",
    cell: (run) =>
      run.verdict ? <Verdict verdict={run.verdict} /> : <RunStatus status={run.status} />,
  },
  {
    key: "rate",
    head: words.columns.passRate,
    width: "min(158px, 27vw)",
    num: true,
    cell: (run) =>
      run.rate === null ? (
        <span title={words.unfinished}>–</span>
      ) : (
        <>
          {percent(run.rate)} <span className="quiet roomy">{percentRange(run.low, run.high)}</span>
        </>
      ),
  },
  {
    key: "cost",
    head: words.columns.cost,
    width: "84px",
    num: true,
    wide: true,
    cell: (run) => cost(run.cost),
  },
  {
    key: "when",
    head: words.columns.when,
    width: "110px",
    num: true,
    wide: true,
    cell: (run) => <Ago at={run.at} />,
  },
];

/** The runs of an evaluation or a skill: a chart of what they came to, and the list. */
export function History({
  of,
  version,
}: {
  of: { evaluation: string } | { skill: string };
  version: (run: Schemas["Run"]) => number | null;
}) {
  const { rows, query, more, next } = usePages(["runs", of], (cursor) =>
    body(
      api.GET("/v1/runs", {
        params: { query: { ...of, limit: 60, ...(cursor && { cursor }) } },
      }),
    ),
  );
  const past = useMemo(
    () => rows.map((run) => ({ ...pastOf(run), version: version(run) })),
    [rows, version],
  );
  if (query.isError) {
    return <ProblemNote error={query.error} again={() => void query.refetch()} />;
  }
  if (query.isSuccess && past.length === 0) {
    return <Empty title={words.noRunsTitle}>{words.noRuns}</Empty>;
  }
  return (
    <Stack gap="sm">
      {query.isPending ? <Skeleton height={240} /> : <HistoryChart past={past} />}
      <DataTable
        label={words.tabs.runs}
        rows={past}
        columns={COLUMNS}
        rowKey={(run) => run.id}
        loading={query.isPending}
        more={more}
        onEnd={next}
        maxHeight="420px"
      />
    </Stack>
  );
}
