import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { readHistory, type PastPoint, type SourceHistory as History } from "@/api/past";
import { orNull } from "@/api/traffic";
import { count, percent } from "@/format/numbers";
import { DataTable, type Column } from "@/parts/DataTable";
import { ProblemNote } from "@/parts/Notes";
import { RunStatus } from "@/parts/Status";
import { Ago } from "@/parts/Time";
import { visibleText } from "@/parts/text/visible";
import { evaluateWords } from "@/words/evaluateTraffic";
import { outcomeWords } from "@/words/outcome";
import css from "./Evaluate.module.css";
import { PastChart } from "./PastChart";
import type { EvaluateSearch } from "./search";

const words = evaluateWords.history;

const COLUMNS: Column<PastPoint>[] = [
  {
    key: "run",
    head: words.columns.run,
    cell: (row) => (
      <>
        <Link to="/runs/$id" params={{ id: row.run }} title={visibleText(row.name)}>
          {visibleText(row.name)}
        </Link>
        {row.skill && <span className="quiet"> · {words.rerun(visibleText(row.skill))}</span>}
      </>
    ),
  },
  {
    key: "people",
    head: words.columns.people,
    width: "min(110px, 26vw)",
    num: true,
    cell: (row) => <span title={words.peopleTitle}>{percent(row.human?.accuracy)}</span>,
  },
  {
    key: "inferred",
    head: words.columns.inferred,
    width: "96px",
    num: true,
    wide: true,
    cell: (row) => <span title={words.inferredTitle}>{percent(row.inferred?.accuracy)}</span>,
  },
  {
    key: "accepted",
    head: words.columns.accepted,
    width: "110px",
    num: true,
    wide: true,
    cell: (row) => (
      <span title={outcomeWords.acceptedTitle}>{percent(row.accuracy_assuming_accepted)}</span>
    ),
  },
  {
    key: "pass",
    head: words.columns.passRate,
    width: "90px",
    num: true,
    wide: true,
    cell: (row) => percent(row.pass_rate),
  },
  {
    key: "samples",
    head: words.columns.samples,
    width: "110px",
    num: true,
    wide: true,
    cell: (row) => <span title={words.samplesTitle}>{samplesOf(row)}</span>,
  },
  {
    key: "completion",
    head: words.columns.completion,
    width: "96px",
    num: true,
    wide: true,
    cell: (row) => percent(row.completion_rate),
  },
  {
    key: "at",
    head: words.columns.at,
    width: "104px",
    num: true,
    cell: (row) => <Ago at={row.at} />,
  },
];

/** Those that people corrected and those that were inferred, of all; together where it is not known. */
function samplesOf({ human, inferred, corrected, samples }: PastPoint): string {
  const by = human && inferred ? `${count(human.samples)} + ${count(inferred.samples)}` : null;
  return `${by ?? count(corrected)} / ${count(samples)}`;
}

/** How a source did over its runs: a chart, the runs, what is weak in all of them. */
export function SourceHistory({ source }: { source: NonNullable<EvaluateSearch["source"]> }) {
  const { type, id, version } = source;
  const history = useQuery({
    queryKey: ["traffic", "history", type, id, version],
    queryFn: () => orNull(readHistory(type, id, version || undefined)),
  });
  if (history.data === null) return null;
  return (
    <section className={css.below} aria-label={words.title}>
      <h2>{words.title}</h2>
      {history.isPending && <Skeleton height={200} />}
      {history.isError && (
        <ProblemNote error={history.error} again={() => void history.refetch()} />
      )}
      {history.data &&
        (history.data.points.length === 0 ? (
          <p className="quiet">{words.none}</p>
        ) : (
          <Past history={history.data} />
        ))}
    </section>
  );
}

function Past({ history }: { history: History }) {
  const newest = [...history.points, ...history.reruns].sort(
    (a, b) => Date.parse(b.at) - Date.parse(a.at),
  );
  return (
    <>
      <p className="quiet">{words.lead}</p>
      <PastChart points={history.points} changes={history.changes} />
      <DataTable
        label={words.runs}
        rows={newest}
        columns={COLUMNS}
        rowKey={(row) => row.run}
        maxHeight="300px"
      />
      <div className={css.two}>
        {history.weakest_fields.length > 0 && (
          <div>
            <h3>{words.weakest}</h3>
            <ul className={css.list}>
              {history.weakest_fields.slice(0, 8).map((field) => (
                <li key={field.path}>
                  <span className="mono cut">{visibleText(field.path)}</span>
                  <span>
                    <span className="quiet">
                      {words.wrong(count(field.wrong), count(field.compared))}
                      {field.inferred_compared > 0 &&
                        words.wrongInferred(
                          count(field.inferred_wrong),
                          count(field.inferred_compared),
                        )}
                    </span>{" "}
                    {percent(field.accuracy)}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
        <div>
          <h3>{words.statuses}</h3>
          <ul className={css.list}>
            {Object.entries(history.statuses).map(([status, runs]) => (
              <li key={status}>
                <RunStatus status={status} />
                <span>{count(runs)}</span>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </>
  );
}
