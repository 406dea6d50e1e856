import type { ChangePoint, PastPoint } from "@/api/past";
import { percent, score } from "@/format/numbers";
import { exact } from "@/format/times";
import { RunLink } from "@/parts/chart/RunLink";
import { ShareChart } from "@/parts/chart/ShareChart";
import { visibleText } from "@/parts/text/visible";
import { evaluateWords } from "@/words/evaluateTraffic";
import css from "./Evaluate.module.css";
import { changeLines, chartPoints, lineThrough, type ChartPoint } from "./past";

const words = evaluateWords.history;
const HEIGHT = 200;

/**
 * Accuracy by people's corrections over the runs of a source, with strokes where it changed; beside
 * it the accuracy by inferred corrections, and the pass rate.
 */
export function PastChart({
  points,
  changes,
}: {
  points: readonly PastPoint[];
  changes: readonly ChangePoint[];
}) {
  return (
    <>
      <ShareChart height={HEIGHT} label={words.chart}>
        {(width, height) => (
          <Drawing points={chartPoints(points, width, height)} {...{ changes, width, height }} />
        )}
      </ShareChart>
      <p className={css.key} aria-hidden>
        <span>
          <svg>
            <path className={css.line} d="M0 4L26 4" />
          </svg>
          {words.series.people}
        </span>
        <span>
          <svg>
            <path className={css.beside} d="M0 4L26 4" />
          </svg>
          {words.series.inferred}
        </span>
        <span>
          <svg>
            <path className={css.rate} d="M0 4L26 4" />
          </svg>
          {words.series.pass}
        </span>
      </p>
      {changes.map((change) => (
        <p key={change.run} className="quiet">
          {exact(change.at).slice(0, 16)}:{" "}
          {words.change(percent(change.before), percent(change.after), score(change.p_value, 3))}
        </p>
      ))}
    </>
  );
}

function Drawing({
  points,
  changes,
  width,
  height,
}: {
  points: ChartPoint[];
  changes: readonly ChangePoint[];
  width: number;
  height: number;
}) {
  return (
    <>
      <path className={css.rate} d={lineThrough(points, "rate")} aria-hidden />
      <path className={css.beside} d={lineThrough(points, "beside")} aria-hidden />
      <path className={css.line} d={lineThrough(points, "y")} aria-hidden />
      {changeLines(changes, points, width).map(({ x, change }) => (
        <line key={change.run} className={css.change} x1={x} x2={x} y1={0} y2={height} role="img">
          <title>
            {words.change(percent(change.before), percent(change.after), score(change.p_value, 3))}
          </title>
        </line>
      ))}
      {points.map((point) => (
        <Mark key={point.run} point={point} />
      ))}
    </>
  );
}

function Mark({ point }: { point: ChartPoint }) {
  const y = point.y ?? point.beside;
  if (y === null) return null;
  const said = words.point(
    visibleText(point.name),
    exact(point.at).slice(0, 16),
    percent(point.human?.accuracy),
    percent(point.inferred?.accuracy),
  );
  return (
    <RunLink run={point.run} label={said} title={said}>
      <circle className={css.point} cx={point.x} cy={y} r={4} />
      <circle cx={point.x} cy={y} r={12} fill="transparent" />
    </RunLink>
  );
}
