import { Group, Text } from "@mantine/core";
import type { Schemas } from "@/api/client";
import { count } from "@/format/numbers";
import { ago } from "@/format/times";
import { useNow } from "@/parts/Time";
import { useWidth } from "@/parts/useWidth";
import { providers as words } from "@/words/providers";
import css from "./Providers.module.css";
import { linesOf } from "./state";

const HEIGHT = 150;
const PAD = { left: 40, right: 8, top: 8, bottom: 20 };

/** Allowed and used concurrency over the last minutes; throttled moments are marked. */
export function LimitsChart({ history }: { history: Schemas["Point"][] }) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const now = useNow();
  const inner = Math.max(0, width - PAD.left - PAD.right);
  const height = HEIGHT - PAD.top - PAD.bottom;
  const lines = linesOf(history, inner, height);
  const { limits: said } = words;
  return (
    <div>
      <Group gap="md" mb={4}>
        {(["allowed", "used", "queued"] as const).map((kind) => (
          <Text key={kind} size="xs" className={`quiet ${css.key}`}>
            <svg width={18} height={6} aria-hidden>
              <line x1={0} x2={18} y1={3} y2={3} strokeWidth={2} className={css[kind]} />
            </svg>
            {said[kind]}
          </Text>
        ))}
      </Group>
      <div ref={ref}>
        <svg className={css.chart} role="img" aria-label={said.chart}>
          <g transform={`translate(${PAD.left} ${PAD.top})`}>
            <line className={css.base} x1={0} x2={inner} y1={height} y2={height} />
            {lines && (
              <>
                {lines.throttled.map((x) => (
                  <line key={x} className={css.mark} x1={x} x2={x} y1={0} y2={height} />
                ))}
                <text className={css.axis} x={-6} y={8} textAnchor="end">
                  {count(lines.most)}
                </text>
                <path className={css.allowed} d={lines.allowed} />
                <path className={css.queued} d={lines.queued} />
                <path className={css.used} d={lines.used} />
              </>
            )}
            <text className={css.axis} x={-6} y={height + 4} textAnchor="end">
              0
            </text>
            <text className={css.axis} x={0} y={height + 16}>
              {ago(history[0]?.at, now)}
            </text>
            <text className={css.axis} x={inner} y={height + 16} textAnchor="end">
              {ago(history.at(-1)?.at, now)}
            </text>
          </g>
        </svg>
      </div>
    </div>
  );
}
