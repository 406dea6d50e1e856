import { percent, percentRange } from "@/format/numbers";
import { exact } from "@/format/times";
import { RunLink } from "@/parts/chart/RunLink";
import { ShareChart } from "@/parts/chart/ShareChart";
import { visibleText } from "@/parts/text/visible";
import { evaluations as words } from "@/words/evaluations";
import css from "./Evaluations.module.css";
import { pointsOf, type Past, type Point } from "./past";

const HEIGHT = 240;
const GLYPHS: Record<string, string> = { pass: "●", fail: "✕", inconclusive: "?", none: "–" };

/** The pass rate of each run with its interval, the oldest at the left. */
export function HistoryChart({ past }: { past: Past[] }) {
  return (
    <ShareChart height={HEIGHT} label={words.chart}>
      {(width, height) =>
        pointsOf(past, width, height).map((point) => <Mark key={point.id} point={point} />)
      }
    </ShareChart>
  );
}

function Mark({ point }: { point: Point }) {
  const verdict = point.verdict ?? "none";
  const name = visibleText(point.name);
  const rate = `${percent(point.rate)} ${percentRange(point.low, point.high)}`;
  return (
    <RunLink
      run={point.id}
      label={words.chartPoint(name, rate)}
      title={`${name}\n${visibleText(point.model)}\n${rate}\n${exact(point.at)}`}
    >
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
    </RunLink>
  );
}
