import { useId } from "react";
import type { Attempt } from "@/api/runItems";
import { cost, count } from "@/format/numbers";
import { duration, exact } from "@/format/times";
import { UnitStatus } from "@/parts/Status";
import { oneLine } from "@/parts/text/visible";
import { itemWords } from "@/words/item";
import css from "./Drawer.module.css";
import { Part } from "./Part";
import { timeline, type Span } from "./timeline";

const words = itemWords.drawer;

/** Every attempt on one time axis: calls, their first byte, and the waits between them. */
export function Attempts({ attempts }: { attempts: Attempt[] }) {
  const { spans, total } = timeline(attempts);
  return (
    <Part title={words.attempts}>
      {spans.length === 0 ? (
        <p className="quiet">{words.noAttempts}</p>
      ) : (
        <div role="list" aria-label={words.axis.label(spans.length, duration(total))}>
          {spans.map((span, i) => (
            <Line key={i} span={span} total={total} />
          ))}
        </div>
      )}
    </Part>
  );
}

function Line({ span, total }: { span: Span; total: number }) {
  const hatch = useId();
  const { attempt } = span;
  const x = (ms: number) => `${(100 * ms) / total}%`;
  const ok = attempt.outcome === "ok";
  const wide = (from: number, to: number) => `max(2px, ${(100 * (to - from)) / total}%)`;
  return (
    <div className={css.axisRow} role="listitem">
      <div className={css.scoreTop}>
        <UnitStatus status={ok ? "passed" : "error"} text={attempt.outcome.replaceAll("_", " ")} />
        {attempt.http_status && <span>{attempt.http_status}</span>}
        {attempt.judge && <span className="quiet">{words.axis.judge(attempt.judge)}</span>}
        {attempt.generation > 1 && (
          <span className="quiet">{words.axis.generation(attempt.generation)}</span>
        )}
        <span title={exact(attempt.started_at)}>
          {words.axis.took(duration(attempt.duration_ms))}
        </span>
        {span.firstByte !== null && (
          <span className="quiet">{words.axis.firstByte(duration(attempt.first_byte_ms))}</span>
        )}
        {(attempt.wait_ms ?? 0) > 0 && (
          <span className="quiet">
            {words.axis.wait(duration(attempt.wait_ms), attempt.wait_reason ?? "")}
          </span>
        )}
        {attempt.cost ? <span className="quiet">{cost(attempt.cost)}</span> : null}
        {attempt.tokens_in ? (
          <span className="quiet">
            {count(attempt.tokens_in)} → {count(attempt.tokens_out)}
          </span>
        ) : null}
        {attempt.request_id && (
          <span className="mono quiet cut" title={words.facts.request}>
            {oneLine(attempt.request_id, 60)}
          </span>
        )}
      </div>
      <svg className={css.axis} aria-hidden>
        <defs>
          <pattern
            id={hatch}
            width="5"
            height="5"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <line className={css.hatch} x1="0" x2="0" y1="0" y2="5" />
          </pattern>
        </defs>
        <line className={css.wait} x1="0" x2="100%" y1="7" y2="7" />
        <rect
          className={ok ? css.ok : css.bad}
          x={x(span.from)}
          y="2"
          height="10"
          style={{ width: wide(span.from, span.to) }}
        />
        {span.waitedTo > span.to && (
          <rect
            fill={`url(#${hatch})`}
            x={x(span.to)}
            y="2"
            height="10"
            style={{ width: wide(span.to, span.waitedTo) }}
          />
        )}
        {span.firstByte !== null && (
          <line className={css.byte} x1={x(span.firstByte)} x2={x(span.firstByte)} y1="0" y2="14" />
        )}
      </svg>
      {attempt.error && <span className="quiet">{oneLine(attempt.error, 400)}</span>}
      {attempt.outcome_unknown && (
        <span style={{ color: "var(--assay-warn)" }}>▲ {words.axis.unknown}</span>
      )}
    </div>
  );
}
