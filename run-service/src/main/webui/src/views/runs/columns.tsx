import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { RunDetail } from "@/api/results";
import { percent, percentRange, score } from "@/format/numbers";
import { duration } from "@/format/times";
import type { Column, Sort } from "@/parts/DataTable";
import { costSaid } from "@/parts/runCard/facts";
import { RunStatus, Verdict } from "@/parts/Status";
import { Ago } from "@/parts/Time";
import { runsWords } from "@/words/runs";
import { datasetOf, durationOf, evaluationOf, targetOf, whenOf } from "./rows";
import css from "./Runs.module.css";
import type { OrderBy } from "./search";

const words = runsWords.table;

interface Parts {
  /** On a narrow screen the name gets the room: a result is its mark, a rate goes without interval. */
  narrow: boolean;
  tick: (run: RunDetail) => ReactNode;
  sort: (by: OrderBy) => Sort;
  actions: (run: RunDetail) => ReactNode;
}

/** The columns of the archive, most telling first. */
export function columns({ narrow, tick, sort, actions }: Parts): Column<RunDetail>[] {
  return [
    {
      key: "tick",
      head: <span className={css.hidden}>{words.choose}</span>,
      width: "34px",
      cell: tick,
    },
    {
      key: "result",
      head: narrow ? <span className={css.hidden}>{words.result}</span> : words.result,
      width: narrow ? "44px" : "122px",
      cell: (run) => <Result run={run} bare={narrow} />,
    },
    {
      key: "name",
      head: words.name,
      sort: sort("name"),
      cell: (run) => <Name run={run} narrow={narrow} />,
    },
    {
      key: "on",
      head: words.on,
      width: "13%",
      wide: true,
      cell: (run) => <On run={run} />,
    },
    {
      key: "target",
      head: words.target,
      width: "19%",
      wide: true,
      cell: (run) => <Target run={run} />,
    },
    {
      key: "rate",
      head: words.passRate,
      sort: sort("pass_rate"),
      width: narrow ? "84px" : "144px",
      num: true,
      cell: (run) => <Rate run={run} narrow={narrow} />,
    },
    {
      key: "mean",
      head: words.mean,
      sort: sort("mean_score"),
      width: "66px",
      num: true,
      wide: true,
      cell: (run) => {
        const mean = run.summary?.mean_score ?? run.mean_score;
        return <span title={mean === null ? words.noMean : undefined}>{score(mean)}</span>;
      },
    },
    {
      key: "cost",
      head: words.cost,
      sort: sort("cost"),
      width: "76px",
      num: true,
      wide: true,
      cell: costCell,
    },
    {
      key: "duration",
      head: words.duration,
      sort: sort("duration_ms"),
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
      sort: sort("finished_at"),
      width: "92px",
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

/** What it was launched from, and on which items. */
function On({ run }: { run: RunDetail }) {
  const title = [evaluationOf(run), datasetOf(run)].filter(Boolean).join(" · ");
  return (
    <span title={title} className={css.nameCell}>
      {run.evaluation && (
        <Link
          to="/evaluations/$name"
          params={{ name: run.evaluation }}
          className={`cut ${css.link}`}
        >
          {evaluationOf(run)}
        </Link>
      )}
      <span className="cut">{datasetOf(run)}</span>
    </span>
  );
}

/** The model first: it tells runs apart where the provider does not. */
function Target({ run }: { run: RunDetail }) {
  const { provider, model } = run.target ?? {};
  return (
    <span title={targetOf(run)}>
      {model ? (
        <>
          {model} <span className="quiet">{provider}</span>
        </>
      ) : (
        targetOf(run)
      )}
    </span>
  );
}

function costCell(run: RunDetail) {
  const { text, title } = costSaid(run);
  return <span title={title}>{text}</span>;
}

/** The verdict where there is one, else how the run ended; a run that was cut short says so. */
function Result({ run, bare }: { run: RunDetail; bare: boolean }) {
  const plain = run.status === "successful" && run.verdict && run.verdict !== "none";
  return plain ? <Verdict verdict={run.verdict} bare={bare} /> : <Ending run={run} bare={bare} />;
}

function Ending({ run, bare }: { run: RunDetail; bare: boolean }) {
  const judged = run.verdict === "pass" || run.verdict === "fail" || run.verdict === "inconclusive";
  return (
    <span title={run.error?.message}>
      {judged ? (
        <Verdict verdict={run.verdict} bare={bare} />
      ) : (
        <RunStatus status={run.status} bare={bare} />
      )}
    </span>
  );
}

function Name({ run, narrow }: { run: RunDetail; narrow: boolean }) {
  const name = run.name ?? runsWords.untitled;
  // An alias that nobody chose is the model, which has a column of its own where there is room.
  const alias = !narrow && run.alias === run.target?.model ? null : run.alias;
  const beside = [alias, ...(run.tags ?? [])].filter(Boolean).join(" · ");
  return (
    <span title={beside ? `${name} · ${beside}` : name} className={css.nameCell}>
      {run.pinned && (
        <span role="img" aria-label={words.pinned} title={words.pinned}>
          ★
        </span>
      )}
      <Link to="/runs/$id" params={{ id: run.id }} className={`cut ${css.link}`}>
        {name}
      </Link>
      {beside && <span className="quiet cut">{beside}</span>}
    </span>
  );
}

function Rate({ run, narrow }: { run: RunDetail; narrow: boolean }) {
  const rate = run.summary?.pass_rate;
  const interval = run.summary?.pass_rate_interval;
  if (typeof rate !== "number") return <span title={words.noRate}>{percent(null)}</span>;
  return (
    <>
      {percent(rate)}{" "}
      {!narrow && (
        <span className="quiet">{percentRange(interval?.lower, interval?.upper, 0)}</span>
      )}
    </>
  );
}
