import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { RunDetail } from "@/api/results";
import { percent, percentRange, score } from "@/format/numbers";
import { duration } from "@/format/times";
import type { Column } from "@/parts/DataTable";
import { costSaid } from "@/parts/runCard/facts";
import { RunStatus, Verdict } from "@/parts/Status";
import { Ago } from "@/parts/Time";
import { runsWords } from "@/words/runs";
import { datasetOf, durationOf, evaluationOf, targetOf, whenOf } from "./rows";
import css from "./Runs.module.css";

const words = runsWords.table;

interface Parts {
  tick: (run: RunDetail) => ReactNode;
  actions: (run: RunDetail) => ReactNode;
}

/** The columns of the archive, most telling first. */
export function columns({ tick, actions }: Parts): Column<RunDetail>[] {
  return [
    {
      key: "tick",
      head: <span className={css.hidden}>{words.choose}</span>,
      width: "34px",
      cell: tick,
    },
    { key: "result", head: words.result, width: "148px", cell: (run) => <Result run={run} /> },
    { key: "name", head: words.name, width: "20%", cell: (run) => <Name run={run} /> },
    {
      key: "evaluation",
      head: words.evaluation,
      wide: true,
      cell: (run) =>
        run.evaluation ? (
          <Link to="/evaluations/$name" params={{ name: run.evaluation }} className={css.link}>
            {evaluationOf(run)}
          </Link>
        ) : (
          <span className="quiet" title={words.noEvaluation}>
            –
          </span>
        ),
    },
    { key: "dataset", head: words.dataset, wide: true, cell: datasetOf },
    {
      key: "target",
      head: words.target,
      wide: true,
      cell: (run) => <span title={targetOf(run)}>{targetOf(run)}</span>,
    },
    {
      key: "rate",
      head: words.passRate,
      width: "128px",
      num: true,
      cell: (run) => <Rate run={run} />,
    },
    {
      key: "mean",
      head: words.mean,
      width: "64px",
      num: true,
      wide: true,
      cell: (run) => {
        const mean = run.summary?.mean_score ?? run.mean_score;
        return <span title={mean === null ? words.noMean : undefined}>{score(mean)}</span>;
      },
    },
    { key: "cost", head: words.cost, width: "74px", num: true, wide: true, cell: costCell },
    {
      key: "duration",
      head: words.duration,
      width: "76px",
      num: true,
      wide: true,
      cell: (run) => {
        const took = durationOf(run);
        return <span title={took === null ? words.noDuration : undefined}>{duration(took)}</span>;
      },
    },
    {
      key: "when",
      head: words.when,
      width: "98px",
      num: true,
      wide: true,
      cell: (run) => <Ago at={whenOf(run)} />,
    },
    {
      key: "actions",
      head: <span className={css.hidden}>{words.actions}</span>,
      width: "44px",
      num: true,
      cell: actions,
    },
  ];
}

function costCell(run: RunDetail) {
  const { text, title } = costSaid(run);
  return <span title={title}>{text}</span>;
}

/** The verdict where there is one, else how the run ended; a run that was cut short says so. */
function Result({ run }: { run: RunDetail }) {
  const plain = run.status === "successful" && run.verdict && run.verdict !== "none";
  return plain ? <Verdict verdict={run.verdict} /> : <Ending run={run} />;
}

function Ending({ run }: { run: RunDetail }) {
  const judged = run.verdict === "pass" || run.verdict === "fail" || run.verdict === "inconclusive";
  return (
    <span title={run.error?.message}>
      {judged ? <Verdict verdict={run.verdict} /> : <RunStatus status={run.status} />}
    </span>
  );
}

function Name({ run }: { run: RunDetail }) {
  const name = run.name ?? runsWords.untitled;
  const beside = [run.alias, ...(run.tags ?? [])].filter(Boolean).join(" · ");
  return (
    <span title={beside ? `${name} · ${beside}` : name}>
      {run.pinned && (
        <span role="img" aria-label={words.pinned} title={words.pinned}>
          ★{" "}
        </span>
      )}
      <Link to="/runs/$id" params={{ id: run.id }} className={css.link}>
        {name}
      </Link>
      {beside && <span className="quiet"> · {beside}</span>}
    </span>
  );
}

function Rate({ run }: { run: RunDetail }) {
  const rate = run.summary?.pass_rate;
  const interval = run.summary?.pass_rate_interval;
  if (typeof rate !== "number") return <span title={words.noRate}>{percent(null)}</span>;
  return (
    <>
      {percent(rate)}{" "}
      <span className="quiet">{percentRange(interval?.lower, interval?.upper, 0)}</span>
    </>
  );
}
