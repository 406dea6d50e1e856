import { Link } from "@tanstack/react-router";
import type { RunDetail } from "@/api/results";
import { cost, counted } from "@/format/numbers";
import { duration } from "@/format/times";
import { RunStatus, Verdict } from "@/parts/Status";
import { Ago } from "@/parts/Time";
import { visibleText } from "@/parts/text/visible";
import { outcomeWords } from "@/words/outcome";
import { runPage as words } from "@/words/run";
import { versionOf } from "../skills/describe";
import { addressOf } from "../traffic/evaluate/search";
import { Actions } from "./Actions";
import css from "./Run.module.css";
import { verdictSentence } from "./sentence";

/** What run this is, how it stands, what it says, and what can be done with it. */
export function Head({ run }: { run: RunDetail }) {
  return (
    <header className={css.head}>
      <div className={css.title}>
        <h1>{run.name ?? words.unnamed}</h1>
        <RunStatus status={run.status} />
        {run.verdict && (
          <strong>
            <Verdict verdict={run.verdict} />
          </strong>
        )}
        <span className={css.spacer} />
        <Actions run={run} />
      </div>
      <p className={css.sentence}>{verdictSentence(run)}</p>
      {run.error && <p className={css.sentence}>{run.error.message}</p>}
      <Facts run={run} />
    </header>
  );
}

function Facts({ run }: { run: RunDetail }) {
  const star = run.star_metric_result;
  const { inference_run: inferred, parent_run_id: parent } = run;
  return (
    <div className={css.facts}>
      {run.target?.traffic ? (
        <span>
          {outcomeWords.source}{" "}
          <Link to="/traffic/evaluate" search={addressOf(run.target.traffic) as never}>
            {visibleText(run.target.traffic.id ?? "")}
          </Link>
        </span>
      ) : (
        <span>
          {run.target?.push
            ? words.pushed
            : [run.target?.provider, run.target?.model].filter(Boolean).join(" / ")}
        </span>
      )}
      {inferred && (
        <Link to="/runs/$id" params={{ id: inferred }}>
          {outcomeWords.inferenceRun}
        </Link>
      )}
      {parent && (
        <Link to="/runs/$id" params={{ id: parent }}>
          {outcomeWords.parentRun}
        </Link>
      )}
      {run.target?.skill && (
        <span>
          {words.skill}{" "}
          <Link
            to="/skills/$name"
            params={{ name: run.target.skill.replace(/@\d+$/, "") }}
            search={{ v: versionOf(run.target.skill) ?? undefined } as never}
          >
            {run.target.skill}
          </Link>
        </span>
      )}
      {run.dataset?.name && (
        <span>
          {words.dataset}{" "}
          <Link to="/datasets/$name" params={{ name: run.dataset.name }}>
            {run.dataset.name} v{run.dataset.version}
          </Link>
        </span>
      )}
      {run.dataset.sections && <span>{words.sections(run.dataset.sections)}</span>}
      {run.dataset.limit && <span>{words.atMost(run.dataset.limit)}</span>}
      {run.evaluation && (
        <span>
          {words.evaluation}{" "}
          <Link to="/evaluations/$name" params={{ name: run.evaluation }}>
            {run.evaluation}
            {run.evaluation_version ? ` v${run.evaluation_version}` : ""}
          </Link>
        </span>
      )}
      {run.alias && <span>{run.alias}</span>}
      {(run.tags ?? []).map((tag) => (
        <span key={tag}>#{tag}</span>
      ))}
      {(run.repeats ?? 1) > 1 && <span>{counted(run.repeats ?? 1, "repeat")}</span>}
      {(run.generation ?? 1) > 1 && <span>{words.generation(run.generation ?? 1)}</span>}
      {run.finished_at ? (
        <Ago at={run.finished_at} />
      ) : (
        <Ago at={run.started_at ?? run.queued_at} />
      )}
      {run.summary?.duration_ms !== null && run.summary?.duration_ms !== undefined && (
        <span>
          {words.took} {duration(run.summary.duration_ms)}
        </span>
      )}
      <span title={run.cost === null || run.cost === undefined ? unknownCost(run) : undefined}>
        {words.cost} {cost(run.cost)}
      </span>
      {star?.scorer && (
        <span>
          {words.star(star.scorer)}{" "}
          {star.pass_status === null || star.pass_status === undefined
            ? "–"
            : star.pass_status
              ? words.starHolds
              : words.starFails}
        </span>
      )}
    </div>
  );
}

function unknownCost(run: RunDetail): string {
  return run.known_cost ? words.knownCost(cost(run.known_cost)) : words.unknownCost;
}
