import { useQueries } from "@tanstack/react-query";
import type { Comparison } from "@/api/comparison";
import { runQuery } from "@/api/runs";
import { cost, percent } from "@/format/numbers";
import { Block } from "@/views/run/Block";
import { compareWords } from "@/words/compare";
import css from "./Compare.module.css";
import { rateOf } from "@/parts/runCard/facts";
import { spread } from "./spread";

const words = compareWords.money;
const HEIGHT = 170;
const TOP = 10;
const BOTTOM = 20;
/** The height of a label. */
const LABEL = 15;

/** Cost against quality: a point for each side, with the interval of its pass rate. */
export function Money({
  comparison,
  names,
}: {
  comparison: Comparison;
  names: Map<string, string>;
}) {
  const single = comparison.sides.filter((side) => side.runs.length === 1);
  const runs = useQueries({ queries: single.map((side) => runQuery(side.runs[0]?.id ?? "")) });
  const intervals = new Map(
    single.map((side, i) => [side.name, runs[i]?.data?.summary?.pass_rate_interval]),
  );
  const points = comparison.sides.flatMap((side) => {
    const rate = rateOf(side);
    return typeof side.cost === "number" && rate !== null ? [{ side, rate, cost: side.cost }] : [];
  });
  const unknown = comparison.sides.filter((side) => typeof side.cost !== "number");
  // Pass rates by other scorers or thresholds are no one measure of quality.
  const unlike = comparison.comparisons.some((one) => !one.items && one.unshared.length > 0);
  const none = unlike
    ? words.unlike
    : unknown.length < comparison.sides.length
      ? words.nothingMeasured
      : words.none;
  const name = (side: string) => names.get(side) ?? side;
  const most = Math.max(0, ...points.map((point) => point.cost)) || 1;
  const x = (value: number) => 8 + (value / most) * 74;
  const y = (rate: number) => TOP + (1 - rate) * (HEIGHT - TOP - BOTTOM);
  const labels = spread(
    points.map((point) => y(point.rate)),
    LABEL,
    TOP,
    y(0),
  );
  return (
    <Block title={words.title}>
      {unlike || points.length === 0 ? (
        <p className="quiet" style={{ margin: 0 }}>
          {none}
        </p>
      ) : (
        <svg
          className={css.plot}
          height={HEIGHT}
          role="img"
          aria-label={points
            .map(
              (p) =>
                `${name(p.side.name)}: ${words.cost} ${cost(p.cost)}, ${words.quality} ${percent(p.rate)}`,
            )
            .join("; ")}
        >
          {[0, 0.5, 1].map((rate) => (
            <g key={rate}>
              <line className={css.gridLine} x1="8%" x2="100%" y1={y(rate)} y2={y(rate)} />
              <text className={css.tick} x="0" y={y(rate) + 4}>
                {percent(rate, 0)}
              </text>
            </g>
          ))}
          {points.map(({ side, rate, cost: spent }, i) => {
            const interval = intervals.get(side.name);
            const at = `${x(spent)}%`;
            return (
              <g key={side.name}>
                {interval && (
                  <line
                    className={css.whisker}
                    x1={at}
                    x2={at}
                    y1={y(interval.lower)}
                    y2={y(interval.upper)}
                  />
                )}
                <circle
                  className={side.name === comparison.baseline ? css.basePoint : css.point}
                  cx={at}
                  cy={y(rate)}
                  r="5"
                />
                <text
                  className={css.label}
                  x={at}
                  y={(labels[i] ?? 0) + 4}
                  dx={x(spent) > 60 ? -10 : 10}
                  textAnchor={x(spent) > 60 ? "end" : "start"}
                >
                  {name(side.name)} {cost(spent)}
                </text>
              </g>
            );
          })}
          <text className={css.tick} x="8%" y={HEIGHT - 4}>
            $0
          </text>
          <text className={css.tick} x="82%" y={HEIGHT - 4} textAnchor="middle">
            {cost(most)}
          </text>
        </svg>
      )}
      {points.length > 0 && unknown.length > 0 && (
        <p className="quiet" style={{ margin: "6px 0 0" }}>
          {words.unknown(unknown.map((side) => name(side.name)).join(", "))}
        </p>
      )}
    </Block>
  );
}
