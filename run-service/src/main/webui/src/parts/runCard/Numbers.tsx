import type { RunDetail } from "@/api/results";
import { count, percent, percentRange, rate } from "@/format/numbers";
import { duration } from "@/format/times";
import { IntervalLine } from "@/parts/IntervalLine";
import { UnitStatus } from "@/parts/Status";
import { ended } from "@/stream/reducer";
import { unitWords } from "@/words/status";
import { runsWords } from "@/words/runs";
import { costSaid, passedSoFar, passLimit } from "./facts";
import css from "./RunCard.module.css";

const words = runsWords.card;
const COUNTED = ["passed", "failed", "errored", "skipped", "cancelled"] as const;

/** What became of the units so far, in words, each with its mark. */
export function CountLine({ run }: { run: RunDetail }) {
  const { counts } = run;
  if (!counts) return null;
  const shown = COUNTED.filter((name) => name === "passed" || counts[name] > 0);
  return (
    <span className={css.counts}>
      {shown.map((name) => (
        <UnitStatus
          key={name}
          status={name}
          text={`${count(counts[name])} ${unitWords[name] ?? name}`}
        />
      ))}
    </span>
  );
}

/** How fast, how long still, and what it has cost. */
export function PaceLine({ run }: { run: RunDetail }) {
  const spent = costSaid(run);
  const goes = run.status === "running_dataset" || run.status === "evaluating_results";
  return (
    <span className={css.pace}>
      {settledOf(run)}
      {" · "}
      {goes && (
        <>
          <span title={typeof run.rate_per_s === "number" ? undefined : words.noRateTitle}>
            {rate(run.rate_per_s)}
          </span>
          {" · "}
          {typeof run.eta_seconds === "number" ? (
            words.left(duration(run.eta_seconds * 1000))
          ) : (
            <span title={words.noEtaTitle}>{words.noEta}</span>
          )}
          {" · "}
        </>
      )}
      <span title={spent.title}>{spent.text}</span>
    </span>
  );
}

/** The pass rate against its limit: with its interval where the server says one, else as it moves. */
export function RateLine({ run }: { run: RunDetail }) {
  const { summary } = run;
  const said = summary?.pass_rate;
  const moving = typeof said !== "number";
  const value = said ?? passedSoFar(run);
  const limit = passLimit((run as { gate?: unknown }).gate);
  const interval = moving ? null : summary?.pass_rate_interval;
  if (value === null) {
    return (
      <div className={css.rate}>
        <span className={`quiet ${css.noRate}`}>{noRate(run)}</span>
      </div>
    );
  }
  return (
    <div className={css.rate}>
      <span className={moving ? "quiet" : undefined} title={moving ? words.soFarTitle : undefined}>
        {moving ? words.soFar : words.passRate} {percent(value)}{" "}
        <span className="quiet">{percentRange(interval?.lower, interval?.upper)}</span>
      </span>
      <span className={css.line}>
        <IntervalLine
          value={value}
          interval={interval}
          min={limit?.min}
          warns={limit?.warns}
          hollow={moving}
          format={(v) => percent(v)}
        />
      </span>
      {limit && (
        <span className="quiet">
          {(limit.warns ? words.warning : words.gate)(percent(limit.min, 0))}
        </span>
      )}
    </div>
  );
}

/** Why there is no pass rate, where that is known. */
function noRate(run: RunDetail): string | null {
  if ((run.counts?.passed ?? 0) > 0) {
    return (run.scorers ?? []).length > 0 ? words.noThreshold : null;
  }
  return (run.counts?.errored ?? 0) > 0 ? words.nothingMeasured : null;
}

/** How many units are settled of all of them. */
function settledOf(run: RunDetail): string {
  const { counts } = run;
  if (!counts) return "";
  const open = ended(run.status) ? 0 : counts.pending + counts.in_flight + counts.answered;
  return `${count(counts.total - open)}/${count(counts.total)}`;
}
