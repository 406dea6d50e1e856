import { useElementSize } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import type { ChangePoint, PastPoint } from "@/api/past";
import { percent, score } from "@/format/numbers";
import { exact } from "@/format/times";
import { visibleText } from "@/parts/text/visible";
import { evaluateWords } from "@/words/evaluateTraffic";
import css from "./Evaluate.module.css";
import { changeLines, chartPoints, lineThrough, type ChartPoint } from "./past";

const words = evaluateWords.history;
const HEIGHT = 200;
const PAD = { left: 52, right: 16, top: 16, bottom: 16 };
const GRID = [0, 0.25, 0.5, 0.75, 1];

/**
 * Accuracy by people's corrections over the runs of a source, 0 to 100 % always, with strokes where
 * it changed; beside it the accuracy by inferred corrections, and the pass rate.
 */
export function PastChart({
  points,
  changes,
}: {
  points: readonly PastPoint[];
  changes: readonly ChangePoint[];
}) {
  const { ref, width } = useElementSize();
  const inner = Math.max(0, width - PAD.left - PAD.right);
  const height = HEIGHT - PAD.top - PAD.bottom;
  const placed = chartPoints(points, inner, height);
  return (
    <div ref={ref}>
      <svg className={css.chart} role="group" aria-label={words.chart}>
        <g transform={`translate(${PAD.left} ${PAD.top})`}>
          {GRID.map((share) => (
            <g key={share} aria-hidden>
              <line
                className={css.grid}
                x1={0}
                x2={inner}
                y1={(1 - share) * height}
                y2={(1 - share) * height}
              />
              <text className={css.axis} x={-8} y={(1 - share) * height + 4} textAnchor="end">
                {percent(share, 0)}
              </text>
            </g>
          ))}
          <path className={css.rate} d={lineThrough(placed, "rate")} aria-hidden />
          <path className={css.beside} d={lineThrough(placed, "beside")} aria-hidden />
          <path className={css.line} d={lineThrough(placed, "y")} aria-hidden />
          {changeLines(changes, placed, inner).map(({ x, change }) => (
            <line
              key={change.run}
              className={css.change}
              x1={x}
              x2={x}
              y1={0}
              y2={height}
              role="img"
            >
              <title>
                {words.change(
                  percent(change.before),
                  percent(change.after),
                  score(change.p_value, 3),
                )}
              </title>
            </line>
          ))}
          {placed.map((point) => (
            <Mark key={point.run} point={point} />
          ))}
        </g>
      </svg>
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
    </div>
  );
}

function Mark({ point }: { point: ChartPoint }) {
  const navigate = useNavigate();
  const y = point.y ?? point.beside;
  if (y === null) return null;
  const said = words.point(
    visibleText(point.name),
    exact(point.at).slice(0, 16),
    percent(point.human?.accuracy),
    percent(point.inferred?.accuracy),
  );
  return (
    <a
      href={`/runs/${point.run}`}
      aria-label={said}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        void navigate({ to: "/runs/$id", params: { id: point.run } });
      }}
    >
      <title>{said}</title>
      <circle className={css.point} cx={point.x} cy={y} r={4} />
      <circle cx={point.x} cy={y} r={12} fill="transparent" />
    </a>
  );
}
