import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { distributionsQuery, type AttemptsOverTime, type Times as TimesIn } from "@/api/figures";
import type { RunDetail } from "@/api/results";
import { count } from "@/format/numbers";
import { duration } from "@/format/times";
import { ProblemNote } from "@/parts/Notes";
import { runPage } from "@/words/run";
import { Block } from "./Block";
import { bars, buckets, ticks } from "./figures";
import css from "./Figures.module.css";
import run from "./Run.module.css";

const words = runPage.time;

/** How long answers took, and what came of the calls over time. */
export function Times({ run: of }: { run: RunDetail }) {
  const query = useQuery(distributionsQuery(of.id));
  const data = query.data;
  return (
    <div className={run.two}>
      <Block title={words.title}>
        {query.error && <ProblemNote error={query.error} again={() => void query.refetch()} />}
        {query.isPending && <Skeleton height={120} />}
        {data && !data.latency_ms && <p className="quiet">{words.none}</p>}
        {data?.latency_ms && (
          <Histogram title={words.latency} times={data.latency_ms} at={of.summary?.latency_ms} />
        )}
        {data?.ttft_ms && (
          <Histogram title={words.ttft} times={data.ttft_ms} at={of.summary?.ttft_ms} />
        )}
      </Block>
      <Block title={words.attempts} note={words.attemptsLead}>
        {query.isPending && <Skeleton height={120} />}
        {data && !data.attempts && <p className="quiet">{words.noAttempts}</p>}
        {data?.attempts && <Attempts attempts={data.attempts} />}
      </Block>
    </div>
  );
}

function Histogram({
  title,
  times,
  at,
}: {
  title: string;
  times: TimesIn;
  at: Record<string, number> | null | undefined;
}) {
  const from = times.bounds[0] ?? 1;
  const to = times.bounds.at(-1) ?? 2;
  const percentiles = ["p50", "p90", "p99"].filter((p) => at?.[p] !== undefined);
  return (
    <figure className={css.figure}>
      <figcaption className={css.caption}>
        {title}{" "}
        <span className="quiet">
          {percentiles.map((p) => `${p} ${duration(at?.[p])}`).join(" · ")} · {count(times.count)}
        </span>
      </figcaption>
      <svg
        className={css.plot}
        role="img"
        aria-label={`${title}: ${percentiles.map((p) => `${p} ${duration(at?.[p])}`).join(", ")}`}
      >
        {bars(times).map((bar) => (
          <rect
            key={bar.from}
            className={css.bar}
            x={`${bar.x}%`}
            width={`${Math.max(0, bar.width - 0.3)}%`}
            y={`${100 - bar.height}%`}
            height={`${bar.height}%`}
          >
            <title>{words.bin(duration(bar.from), duration(bar.to), count(bar.count))}</title>
          </rect>
        ))}
      </svg>
      <div className={css.ticks} aria-hidden>
        {ticks(from, to).map((tick) => (
          <span key={tick.value} style={{ left: `${tick.x}%` }}>
            {duration(tick.value)}
          </span>
        ))}
      </div>
    </figure>
  );
}

function Attempts({ attempts }: { attempts: AttemptsOverTime }) {
  const shown = buckets(attempts);
  const total = (outcome: string) =>
    count((attempts.outcomes[outcome] ?? []).reduce((sum, n) => sum + n, 0));
  const tone = (outcome: string) => (outcome === "ok" ? css.ok : css.bad);
  const name = (outcome: string) => outcome.replaceAll("_", " ");
  return (
    <figure className={css.figure}>
      <figcaption className={css.caption}>
        {shown.outcomes.map((outcome) => (
          <span key={outcome} className={css.key}>
            <span className={`${css.swatch} ${tone(outcome)}`} aria-hidden /> {name(outcome)}{" "}
            <span className="quiet">{total(outcome)}</span>
          </span>
        ))}
      </figcaption>
      <div
        className={css.columns}
        role="img"
        aria-label={shown.outcomes.map((o) => `${name(o)}: ${total(o)}`).join(", ")}
      >
        {shown.buckets.map((bucket) => (
          <div
            key={bucket.at}
            className={css.column}
            title={words.bucket(
              duration(bucket.at),
              bucket.parts.map((p) => `${name(p.outcome)} ${count(p.count)}`).join(", ") || "0",
            )}
          >
            {[...bucket.parts].reverse().map((part) => (
              <span
                key={part.outcome}
                className={tone(part.outcome)}
                style={{ height: `${(100 * part.count) / shown.most}%` }}
              />
            ))}
          </div>
        ))}
      </div>
      <div className={css.ends} aria-hidden>
        <span>0</span>
        <span>{duration(attempts.bucket_ms * shown.buckets.length)}</span>
      </div>
    </figure>
  );
}
