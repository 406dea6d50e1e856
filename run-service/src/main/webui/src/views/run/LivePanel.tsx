import { Skeleton } from "@mantine/core";
import type { RunDetail } from "@/api/results";
import { cost, count, rate } from "@/format/numbers";
import { duration, exact } from "@/format/times";
import { ProgressGrid } from "@/parts/grid/ProgressGrid";
import { ProblemNote } from "@/parts/Notes";
import { UnitStatus } from "@/parts/Status";
import { oneLine } from "@/parts/text/visible";
import type { LiveRun } from "@/stream/reducer";
import { useRunMap } from "@/stream/useRunMap";
import { runPage } from "@/words/run";
import { Block } from "./Block";
import css from "./Run.module.css";
import { settled } from "./sentence";
import { waiting } from "./waiting";

const words = runPage.live;

/** A run that goes on: how far it is, how fast, what it costs, what it waits for. */
export function LivePanel({ run, live }: { run: RunDetail; live: LiveRun | undefined }) {
  const counts = run.counts;
  if (!counts) return null;
  const wait = waiting(live?.attempts ?? []);
  return (
    <Block title={words.title} note={words.settled(count(settled(counts)), count(counts.total))}>
      <Grid id={run.id} />
      <div className={css.numbers} style={{ marginTop: 8 }}>
        <UnitStatus status="passed" text={`${count(counts.passed)} passed`} />
        <UnitStatus status="failed" text={`${count(counts.failed)} failed`} />
        <UnitStatus status="error" text={`${count(counts.errored)} error`} />
        <UnitStatus status="in_flight" text={`${count(counts.in_flight)} in flight`} />
        <span className={css.spacer} />
        <span className="quiet" title={words.estimate}>
          {rate(run.rate_per_s)}
          {run.eta_seconds !== null && run.eta_seconds !== undefined
            ? ` · ${words.eta(duration(run.eta_seconds * 1000))}`
            : ""}
          {` · ${cost(run.cost)}`}
        </span>
      </div>
      {wait && <p style={{ margin: "8px 0 0", color: "var(--assay-warn)" }}>{wait}</p>}
      {(live?.activity.length ?? 0) > 0 && (
        <ul className={css.list} style={{ marginTop: 8 }} aria-label={words.asked}>
          {live?.activity.slice(0, 3).map((one) => (
            <li key={`${one.position}/${one.repeat}`} className="cut">
              <span className="quiet">#{one.position}</span> {oneLine(one.input ?? "", 80)}
              {one.text && <span className="mono"> → {oneLine(one.text.slice(-160), 160)}▌</span>}
            </li>
          ))}
        </ul>
      )}
      {(live?.log.length ?? 0) > 0 && (
        <ul className={`${css.list} ${css.log}`} style={{ marginTop: 8 }} aria-label={words.log}>
          {live?.log.map((one) => (
            <li key={one.seq} title={exact(one.at)}>
              <span className="quiet">{one.level}</span> {one.message}
            </li>
          ))}
        </ul>
      )}
    </Block>
  );
}

/** A cell for every unit; a click opens its item beside. */
function Grid({ id }: { id: string }) {
  const { live, error, again } = useRunMap(id);
  if (live?.map) {
    return (
      <div style={{ marginTop: 8 }}>
        <ProgressGrid run={{ id }} map={live.map} />
      </div>
    );
  }
  return error ? <ProblemNote error={error} again={again} /> : <Skeleton height={72} mt={8} />;
}
