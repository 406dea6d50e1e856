import type { Criterion, RunDetail } from "@/api/results";
import { percent, percentRange, scoreRange } from "@/format/numbers";
import { IntervalLine } from "@/parts/IntervalLine";
import { UNIT } from "@/parts/interval";
import { Verdict } from "@/parts/Status";
import { criterionValue, headroomSaid, runPage } from "@/words/run";
import { Block } from "./Block";
import { criterionName, scaleOf } from "./criteria";
import css from "./Run.module.css";

const words = runPage.criteria;

/** Each criterion of the gate on a line of its own, drawn to scale. */
export function Criteria({ run }: { run: RunDetail }) {
  const criteria = run.criteria ?? [];
  if (criteria.length === 0) {
    return (
      <Block title={words.title}>
        <p className="quiet" style={{ margin: 0 }}>
          {words.none} {words.noneHow}
        </p>
      </Block>
    );
  }
  return (
    <Block title={words.title} note={words.lead}>
      {criteria.map((criterion, i) => (
        <Row key={i} criterion={criterion} best={run.self_test?.best?.[i]} />
      ))}
    </Block>
  );
}

type Best = { observed?: number | null; null_answer?: string | null } | null | undefined;

function Row({ criterion, best }: { criterion: Criterion; best: Best }) {
  const format = (v: number) => criterionValue(criterion.type, v);
  const { observed, interval, headroom } = criterion;
  const range = criterion.type === "mean_score" ? scoreRange : percentRange;
  const scale = scaleOf(criterion);
  const warns = criterion.severity === "warn";
  const tone = { pass: "passed", fail: warns ? "open" : "failed", inconclusive: "open" } as const;
  return (
    <div className={css.criterion}>
      <div>
        <div className="cut" title={criterionName(criterion)}>
          {criterion.label ?? criterionName(criterion)}
        </div>
        {criterion.label && <div className="quiet cut">{criterionName(criterion)}</div>}
      </div>
      <IntervalLine
        value={observed}
        interval={interval}
        bounds={criterion.bounds}
        min={criterion.min}
        max={criterion.max}
        nothing={scale === UNIT ? best?.observed : null}
        scale={scale}
        warns={warns}
        tone={tone[criterion.outcome]}
        format={format}
      />
      <div className="num">
        <strong>{criterionValue(criterion.type, observed)}</strong>{" "}
        <span className="quiet">{interval ? range(interval.lower, interval.upper) : ""}</span>
      </div>
      <div>
        {warns && criterion.outcome === "fail" ? (
          <span className={css.warned}>▲ {words.warned}</span>
        ) : (
          <Verdict verdict={criterion.outcome} />
        )}
        {warns && <span className="quiet"> · {words.warn}</span>}
        {headroom !== null && headroom !== undefined && (
          <div
            className="quiet"
            style={{ fontSize: 12 }}
            title={best?.null_answer ? words.null(best.null_answer) : undefined}
          >
            {headroomSaid(criterion.type, headroom)}
          </div>
        )}
      </div>
      {!!criterion.inferred_share && (
        <div className={css.message}>{words.inferred(percent(criterion.inferred_share))}</div>
      )}
      {criterion.outcome !== "pass" && <div className={css.message}>{criterion.message}</div>}
    </div>
  );
}
