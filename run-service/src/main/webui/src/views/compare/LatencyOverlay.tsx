import { Skeleton } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import type { Comparison } from "@/api/comparison";
import { distributionsQuery } from "@/api/figures";
import { duration } from "@/format/times";
import { ProblemNote } from "@/parts/Notes";
import { ticks } from "@/views/run/figures";
import figures from "@/views/run/Figures.module.css";
import { compareWords } from "@/words/compare";
import css from "./Compare.module.css";
import { HEIGHT, overlay, WIDTH } from "./overlay";

const words = compareWords.latency;

/** The times of both sides over one another; of an alias each run is a line. */
export function LatencyOverlay({
  comparison,
  other,
  names,
}: {
  comparison: Comparison;
  other: string;
  names: Map<string, string>;
}) {
  const shown = comparison.sides
    .filter((side) => side.name === comparison.baseline || side.name === other)
    .flatMap((side) =>
      side.runs.map((run) => ({ side, run: run.id, base: side.name === comparison.baseline })),
    );
  const queries = useQueries({ queries: shown.map(({ run }) => distributionsQuery(run)) });
  const broken = queries.find((query) => query.error);
  if (broken) return <ProblemNote error={broken.error} again={() => void broken.refetch()} />;
  if (queries.some((query) => query.isPending)) return <Skeleton height={150} />;
  const drawn = overlay(queries.map((query) => query.data?.latency_ms));
  if (drawn.lines.every((line) => line === null)) return <p className="quiet">{words.none}</p>;
  const legend = comparison.sides.filter((side) => shown.some((one) => one.side === side));
  const said = legend.map(
    (side) =>
      `${names.get(side.name)}: p50 ${duration(side.latency?.p50)}, p95 ${duration(side.latency?.p95)}`,
  );
  return (
    <figure className={figures.figure}>
      <figcaption className={figures.caption}>
        {legend.map((side, i) => (
          <span key={side.name}>
            <span
              className={`${css.swatch} ${side.name === comparison.baseline ? css.baseSwatch : ""}`}
              aria-hidden
            />
            {said[i]}
          </span>
        ))}
      </figcaption>
      <svg
        className={css.plot}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        style={{ height: 130 }}
        role="img"
        aria-label={said.join("; ")}
      >
        {drawn.lines.map((line, i) =>
          line === null ? null : shown[i]?.base ? (
            <g key={i}>
              <path className={css.area} d={`${line}Z`} />
              <path className={css.baseCurve} d={line} />
            </g>
          ) : (
            <path key={i} className={css.curve} d={line} />
          ),
        )}
      </svg>
      <div className={figures.ticks} aria-hidden>
        {ticks(drawn.from, drawn.to).map((tick) => (
          <span key={tick.value} style={{ left: `${tick.x}%` }}>
            {duration(tick.value)}
          </span>
        ))}
      </div>
    </figure>
  );
}
