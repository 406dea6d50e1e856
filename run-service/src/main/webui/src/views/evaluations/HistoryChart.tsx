import { useElementSize } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { percent, percentRange } from "@/format/numbers";
import { exact } from "@/format/times";
import { visibleText } from "@/parts/text/visible";
import { evaluations as words } from "@/words/evaluations";
import css from "./Evaluations.module.css";
import { pointsOf, type Past, type Point } from "./past";

const HEIGHT = 240;
const PAD = { left: 52, right: 16, top: 18, bottom: 18 };
const GRID = [0, 0.25, 0.5, 0.75, 1];
const GLYPHS: Record<string, string> = { pass: "●", fail: "✕", inconclusive: "?", none: "–" };

/** The pass rate of each run with its interval, the oldest at the left, 0 to 100 % always. */
export function HistoryChart({ past }: { past: Past[] }) {
  const { ref, width } = useElementSize();
  const inner = Math.max(0, width - PAD.left - PAD.right);
  const height = HEIGHT - PAD.top - PAD.bottom;
  const points = pointsOf(past, inner, height);
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
          {points.map((point) => (
            <Mark key={point.id} point={point} />
          ))}
        </g>
      </svg>
    </div>
  );
}

function Mark({ point }: { point: Point }) {
  const navigate = useNavigate();
  const verdict = point.verdict ?? "none";
  const rate = `${percent(point.rate)} ${percentRange(point.low, point.high)}`;
  return (
    <a
      href={`/runs/${point.id}`}
      aria-label={words.chartPoint(visibleText(point.name), rate)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        void navigate({ to: "/runs/$id", params: { id: point.id } });
      }}
    >
      <title>{`${visibleText(point.name)}\n${visibleText(point.model)}\n${rate}\n${exact(point.at)}`}</title>
      <line className={css.range} x1={point.x} x2={point.x} y1={point.top} y2={point.bottom} />
      <text className={`${css.mark} ${css[verdict] ?? ""}`} x={point.x} y={point.y}>
        {GLYPHS[verdict] ?? "○"}
      </text>
      <rect
        x={point.x - 8}
        y={point.top - 6}
        width={16}
        height={point.bottom - point.top + 12}
        fill="transparent"
      />
    </a>
  );
}
