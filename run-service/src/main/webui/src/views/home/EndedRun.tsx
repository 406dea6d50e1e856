import { Skeleton, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { RunStatus, Verdict } from "@/parts/Status";
import { Ago } from "@/parts/Time";
import { comparisonSentence } from "@/views/compare/sentence";
import { verdictSentence } from "@/views/run/sentence";
import { datasetOf, targetOf, whenOf } from "@/views/runs/rows";
import { homeWords as words } from "@/words/home";
import { runsWords } from "@/words/runs";
import css from "./Home.module.css";
import { againstOf } from "./recent";
import type { Ended } from "./useRecent";

/** A run that has ended: what it says, and how it differs from the one before it. */
export function EndedRun({ ended }: { ended: Ended }) {
  const { run, pending, comparison, before } = ended;
  const against = againstOf(comparison ?? undefined);
  return (
    <li className={css.ended}>
      <div className={css.line}>
        <span className={css.verdict}>
          {run.verdict && run.verdict !== "none" ? (
            <Verdict verdict={run.verdict} />
          ) : (
            <RunStatus status={run.status} />
          )}
        </span>
        <Link
          to="/runs/$id"
          params={{ id: run.id }}
          className={`cut ${css.name}`}
          title={run.name ?? undefined}
        >
          {run.name ?? runsWords.untitled}
        </Link>
        <span className={`quiet cut ${css.about}`}>
          {[targetOf(run), datasetOf(run)].filter(Boolean).join(" · ")}
        </span>
        <span className={`quiet ${css.when}`}>
          <Ago at={whenOf(run)} />
        </span>
      </div>
      <Text size="sm">{verdictSentence(run)}</Text>
      {pending ? (
        <Text component="div" size="sm">
          <Skeleton height="1lh" width="60%" />
        </Text>
      ) : against && before ? (
        <Text size="sm" className="quiet">
          {comparisonSentence(against, words.thisRun, words.theOneBefore)}{" "}
          <Link
            to="/compare"
            search={{ runs: `${before.id},${run.id}`, baseline: before.id } as never}
            className={css.link}
          >
            {words.compare}
          </Link>
        </Text>
      ) : (
        <Text size="sm" className="quiet">
          {words.noBefore}
        </Text>
      )}
    </li>
  );
}
