import { useNavigate } from "@tanstack/react-router";
import type { RunDetail, ScorerSummary } from "@/api/results";
import { count, percent, percentRange, score, scoreRange } from "@/format/numbers";
import { IntervalLine } from "@/parts/IntervalLine";
import { runPage } from "@/words/run";
import { Block } from "./Block";
import css from "./Run.module.css";
import { binFilter } from "./search";
import { SpanGroups } from "./SpanGroups";

const words = runPage.scorers;

/** Each scorer: mean and pass rate with their intervals, its scores in ten bins, its errors apart. */
export function Scorers({ run }: { run: RunDetail }) {
  const scorers = Object.entries(run.summary?.scorers ?? {});
  if (scorers.length === 0) return null;
  const judges = run.judges ?? {};
  return (
    <Block title={words.title}>
      <div className={css.two}>
        {scorers.map(([key, summary]) => (
          <Scorer key={key} id={run.id} name={key} summary={summary} judge={key in judges} />
        ))}
      </div>
    </Block>
  );
}

function Scorer({
  id,
  name,
  summary,
  judge,
}: {
  id: string;
  name: string;
  summary: ScorerSummary;
  judge: boolean;
}) {
  const threshold = summary.threshold;
  const graded = threshold !== null && threshold !== undefined;
  return (
    <div className={css.scorer}>
      <div className={css.groupTop}>
        <h3 style={{ margin: 0 }} className="cut" title={name}>
          {name}
        </h3>
        <span className="quiet cut">
          {judge ? `${words.judge} · ` : ""}
          {summary.scorer !== name ? `${summary.scorer} · ` : ""}
          {graded ? words.threshold(threshold) : words.noThreshold}
        </span>
      </div>
      {summary.count === 0 ? (
        <p className="quiet" style={{ margin: 0, fontSize: 13 }}>
          {words.nothing}
        </p>
      ) : (
        <Measured id={id} name={name} summary={summary} graded={graded} />
      )}
      {summary.spans && <SpanGroups name={name} groups={summary.spans} />}
      {(summary.errors > 0 || summary.skipped > 0) && (
        <div style={{ fontSize: 12.5 }}>
          {summary.errors > 0 && (
            <span style={{ color: "var(--assay-error)" }}>
              ! {words.errors(count(summary.errors))}
            </span>
          )}{" "}
          {summary.skipped > 0 && (
            <span className="quiet">– {words.skipped(count(summary.skipped))}</span>
          )}
        </div>
      )}
    </div>
  );
}

/** What it measured: mean and pass rate with their intervals, and the bins. */
function Measured({
  id,
  name,
  summary,
  graded,
}: {
  id: string;
  name: string;
  summary: ScorerSummary;
  graded: boolean;
}) {
  return (
    <>
      <div className={css.pair}>
        <span className="quiet">{words.mean}</span>
        <IntervalLine
          value={summary.mean}
          interval={summary.mean_interval}
          bounds={summary.mean_bounds}
        />
        <span className="num">
          {score(summary.mean)}{" "}
          <span className="quiet">
            {scoreRange(summary.mean_interval?.lower, summary.mean_interval?.upper)}
          </span>
        </span>
        {graded && (
          <>
            <span className="quiet">{words.passRate}</span>
            <IntervalLine
              value={summary.pass_rate}
              interval={summary.pass_rate_interval}
              format={percent}
            />
            <span className="num">
              {percent(summary.pass_rate)}{" "}
              <span className="quiet">
                {percentRange(summary.pass_rate_interval?.lower, summary.pass_rate_interval?.upper)}
              </span>
            </span>
          </>
        )}
      </div>
      <Bins id={id} name={name} bins={summary.histogram ?? []} />
    </>
  );
}

function Bins({ id, name, bins }: { id: string; name: string; bins: number[] }) {
  const navigate = useNavigate();
  const most = Math.max(1, ...bins);
  if (bins.length !== 10) return null;
  const show = (bin: number) =>
    void navigate({
      to: "/runs/$id",
      params: { id },
      search: ((was: object) => ({ ...was, ...binFilter(name, bin) })) as never,
      hash: "items",
    });
  return (
    <div>
      <div className={css.bars} role="group" aria-label={words.histogram(name)}>
        {bins.map((n, bin) => {
          const label = words.bin(score(bin / 10, 1), score((bin + 1) / 10, 1), count(n));
          return (
            <button
              key={bin}
              type="button"
              className={css.bar}
              title={label}
              aria-label={label}
              disabled={n === 0}
              onClick={() => show(bin)}
            >
              <span style={{ height: n === 0 ? 0 : `max(3px, ${(100 * n) / most}%)` }} />
            </button>
          );
        })}
      </div>
      <div className={css.ends} aria-hidden>
        <span>0</span>
        <span>0.5</span>
        <span>1</span>
      </div>
    </div>
  );
}
