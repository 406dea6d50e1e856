import type { ScoreRow } from "@/api/runItems";
import type { CanaryResult } from "@/api/results";
import { cost, count, percent, score as written } from "@/format/numbers";
import { UnitStatus } from "@/parts/Status";
import { Content } from "@/parts/text/Content";
import { ModelText } from "@/parts/text/ModelText";
import { runPage } from "@/words/run";
import { itemWords } from "@/words/item";
import { Agreeing, type Labelling } from "./Agreeing";
import css from "./Drawer.module.css";
import { judgement } from "./judgement";
import { Fold, Part } from "./Part";

const words = itemWords.drawer;

/** Every score with its reason; of judges what they replied, and whether one agrees. */
export function Scores({
  scores,
  canaries,
  labelling,
}: {
  scores: ScoreRow[];
  canaries: Record<string, Record<string, CanaryResult>> | null | undefined;
  labelling: Labelling;
}) {
  return (
    <Part title={words.scores}>
      {scores.map((score) => (
        <Score
          key={score.key}
          score={score}
          canaries={canaries?.[score.key]}
          labelling={labelling}
        />
      ))}
    </Part>
  );
}

function Score({
  score,
  canaries,
  labelling,
}: {
  score: ScoreRow;
  canaries: Record<string, CanaryResult> | undefined;
  labelling: Labelling;
}) {
  const said = judgement(score.metadata);
  const { judging } = score;
  return (
    <div className={css.score}>
      <div className={css.scoreTop}>
        <strong>{score.key}</strong>
        <Outcome score={score} />
        <span className="quiet">{words.score.version(score.scorer, score.version)}</span>
        {judging && (
          <span className="quiet">
            {words.score.passport} <span className="mono">{judging.passport.slice(0, 8)}</span> ·{" "}
            {words.score.questions(judging.questions)} · {cost(judging.cost)}
          </span>
        )}
      </div>
      {score.reason && (
        <div className={css.reason}>
          <ModelText text={score.reason} prose />
        </div>
      )}
      {score.error && (
        <p className={css.reason} style={{ color: "var(--assay-error)" }}>
          {score.error.message} <span className="quiet">{score.error.code}</span>
        </p>
      )}
      {judging && <Agreeing score={score} labelling={labelling} />}
      {said.votes.length > 0 && (
        <Fold
          title={`${words.score.votes}: ${said.votes.map((v) => written(v.score, 2)).join(", ")}${
            said.agreement === null
              ? ""
              : ` (${words.score.agreement} ${percent(said.agreement, 0)})`
          }`}
        >
          {said.votes.map((vote, i) => (
            <ModelText key={i} text={`${written(vote.score, 2)}  ${vote.reason ?? ""}`} prose />
          ))}
        </Fold>
      )}
      {said.replies.length > 0 && (
        <Fold title={`${words.score.replies} (${count(said.replies.length)})`}>
          {said.replies.map((reply, i) => (
            <div key={i} className={css.message}>
              <div className={css.role}>{reply.question}</div>
              <ModelText text={reply.output} name={`${score.key}-${i + 1}`} />
            </div>
          ))}
        </Fold>
      )}
      {said.rest && (
        <Fold title={words.score.details}>
          <Content value={said.rest} name={`${score.key}: ${words.score.details}`} />
        </Fold>
      )}
      {canaries && (
        <div className={css.scoreTop}>
          {Object.entries(canaries).map(([name, one]) => (
            <span key={name} style={one.as_expected ? undefined : { color: "var(--assay-warn)" }}>
              {one.as_expected ? "✓" : "▲"} {runPage.judges.canary(name)} {written(one.score, 2)}
            </span>
          ))}
        </div>
      )}
    </div>
  );
}

function Outcome({ score }: { score: ScoreRow }) {
  if (score.status === "error") return <UnitStatus status="error" text={words.score.error} />;
  if (score.status === "skipped") return <UnitStatus status="skipped" />;
  const value = written(score.score);
  if (typeof score.passed !== "boolean") return <span>{value}</span>;
  return <UnitStatus status={score.passed ? "passed" : "failed"} text={value} />;
}
