import type { Bounds, Interval } from "@/api/results";
import { score } from "@/format/numbers";
import { partWords } from "@/words/parts";
import { at, opens, UNIT, type Scale } from "./interval";
import css from "./Interval.module.css";

const words = partWords.interval;

export interface Line {
  value: number | null | undefined;
  interval?: Interval | null;
  bounds?: Bounds | null;
  min?: number | null;
  max?: number | null;
  /** Outside of its limits nothing fails: they are drawn broken. */
  warns?: boolean;
  /** What answers that know nothing reach. */
  nothing?: number | null;
  scale?: Scale;
  /** What the value is worth, by colour; the words beside the line say it, too. */
  tone?: "passed" | "failed" | "open";
  /** Drawn as a ring: not beyond chance. */
  hollow?: boolean;
  /** How numbers are said. */
  format?: (value: number) => string;
}

/**
 * A value to scale: the point is what was observed, the line its interval, the hatched band where
 * unmeasured units could take it, the strokes its limits, the dashes what knowing nothing reaches.
 */
export function IntervalLine(line: Line) {
  const { value, interval, bounds, scale = UNIT, format = score } = line;
  const x = (v: number) => `${at(scale, v)}%`;
  const limits = [line.min, line.max].filter((v) => v !== null && v !== undefined);
  return (
    <svg className={css.line} role="img" aria-label={said(line, format)}>
      <title>{said(line, format)}</title>
      <line className={css.axis} x1="0" x2="100%" y1="10" y2="10" />
      {scale.from < 0 && scale.to > 0 && (
        <line className={css.zero} x1={x(0)} x2={x(0)} y1="0" y2="20" />
      )}
      {opens(bounds) && (
        <rect
          className={css.bounds}
          x={x(bounds.lower)}
          width={`${at(scale, bounds.upper) - at(scale, bounds.lower)}%`}
          y="4"
          height="12"
        />
      )}
      {line.nothing !== null && line.nothing !== undefined && (
        <line className={css.null} x1={x(line.nothing)} x2={x(line.nothing)} y1="3" y2="17" />
      )}
      {interval && (
        <>
          <line
            className={css.interval}
            x1={x(interval.lower)}
            x2={x(interval.upper)}
            y1="10"
            y2="10"
          />
          {[interval.lower, interval.upper].map((end, i) => (
            <line key={i} className={css.end} x1={x(end)} x2={x(end)} y1="6.5" y2="13.5" />
          ))}
        </>
      )}
      {limits.map((limit) => (
        <line
          key={limit}
          className={`${css.limit} ${line.warns ? css.warns : ""}`}
          x1={x(limit)}
          x2={x(limit)}
          y1="1"
          y2="19"
        />
      ))}
      {value !== null && value !== undefined && (
        <circle
          className={`${line.hollow ? css.hollow : css.point} ${line.tone ? css[line.tone] : ""}`}
          cx={x(value)}
          cy="10"
          r="4.5"
        />
      )}
    </svg>
  );
}

function said(line: Line, format: (value: number) => string): string {
  const known = (v: number | null | undefined): v is number => v !== null && v !== undefined;
  const level = `${Math.round((line.interval?.level ?? 0.95) * 100)} %`;
  return [
    known(line.value) ? words.observed(format(line.value)) : words.unknown,
    line.interval && words.range(format(line.interval.lower), format(line.interval.upper), level),
    opens(line.bounds) &&
      words.bounds(
        format(line.bounds.lower),
        format(line.bounds.upper),
        String(line.bounds.unmeasured),
      ),
    known(line.min) && (line.warns ? words.warnsBelow : words.min)(format(line.min)),
    known(line.max) && (line.warns ? words.warnsAbove : words.max)(format(line.max)),
    known(line.nothing) && words.nothing(format(line.nothing)),
  ]
    .filter(Boolean)
    .join("; ");
}
