import type { ReactNode } from "react";
import { percent } from "@/format/numbers";
import { useWidth } from "@/parts/useWidth";
import css from "./ShareChart.module.css";

const PAD = { left: 52, right: 16, top: 16, bottom: 16 };
const GRID = [0, 0.25, 0.5, 0.75, 1];

/**
 * A frame for shares over time, 0 to 100 % always. What is drawn in it is told how wide and high
 * it is inside, in pixels; a share s stands at (1 - s) times the height.
 */
export function ShareChart({
  height,
  label,
  children,
}: {
  height: number;
  label: string;
  children: (width: number, height: number) => ReactNode;
}) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const wide = Math.max(0, width - PAD.left - PAD.right);
  const high = height - PAD.top - PAD.bottom;
  return (
    <div ref={ref}>
      <svg className={css.chart} style={{ height }} role="group" aria-label={label}>
        <g transform={`translate(${PAD.left} ${PAD.top})`}>
          {GRID.map((share) => (
            <GridLine key={share} share={share} width={wide} y={(1 - share) * high} />
          ))}
          {children(wide, high)}
        </g>
      </svg>
    </div>
  );
}

function GridLine({ share, width, y }: { share: number; width: number; y: number }) {
  return (
    <g aria-hidden>
      <line className={css.grid} x1={0} x2={width} y1={y} y2={y} />
      <text className={css.axis} x={-8} y={y + 4} textAnchor="end">
        {percent(share, 0)}
      </text>
    </g>
  );
}
