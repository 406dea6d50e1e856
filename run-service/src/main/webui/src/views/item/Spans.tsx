import { useMemo, useState } from "react";
import type { ItemDetail } from "@/api/runItems";
import { score as written } from "@/format/numbers";
import { duration } from "@/format/times";
import { UnitStatus } from "@/parts/Status";
import { Content } from "@/parts/text/Content";
import { ModelText } from "@/parts/text/ModelText";
import { visibleText } from "@/parts/text/visible";
import { SpanBody } from "@/views/traffic/record/SpanBody";
import { itemWords } from "@/words/item";
import { traffic } from "@/words/traffic";
import { Part } from "./Part";
import css from "./Spans.module.css";
import { spanName, spanRows, type SpanRow } from "./spans";

const words = itemWords.drawer.spans;
const INDENT = 16;
const DEEPEST = 12;

/** What production did on its way to the answer, as a tree, each span with its scores. */
export function SpansPart({ detail }: { detail: ItemDetail }) {
  const { spans } = detail;
  const [open, setOpen] = useState<string | null>(null);
  const rows = useMemo(
    () => spanRows(spans?.spans ?? [], detail.scores ?? []),
    [spans, detail.scores],
  );
  if (!spans) return null;
  return (
    <Part title={words.title}>
      {spans.note && <p className="quiet">{visibleText(spans.note)}</p>}
      <ul className={css.tree} aria-label={words.title}>
        {rows.map((row, i) => (
          <Row
            key={`${row.span.span_id} ${i}`}
            row={row}
            open={open === row.span.span_id}
            toggle={() => setOpen(open === row.span.span_id ? null : row.span.span_id)}
          />
        ))}
      </ul>
      {spans.left_out > 0 && <p className="quiet">{words.leftOut(spans.left_out)}</p>}
      {spans.truncated && <p className="quiet">{words.truncated}</p>}
    </Part>
  );
}

function Row({ row, open, toggle }: { row: SpanRow; open: boolean; toggle: () => void }) {
  const { span, scores } = row;
  return (
    <li className={css.span} style={{ paddingLeft: Math.min(span.depth, DEEPEST) * INDENT }}>
      <div className={css.top}>
        <button type="button" className={`${css.name} cut`} aria-expanded={open} onClick={toggle}>
          {visibleText(spanName(span))}
        </button>
        <span className="quiet">{kindOf(span.kind)}</span>
        {span.failed && <span className={css.failed}>! {traffic.trace.failed}</span>}
        {scores.map((one) => (
          <SpanMark key={one.key} name={one.key} score={one.score} />
        ))}
        <span className={`quiet tabular ${css.end}`}>
          {typeof span.latency_ms === "number" ? duration(span.latency_ms) : ""}
        </span>
      </div>
      {open && <Opened row={row} />}
    </li>
  );
}

function Opened({ row }: { row: SpanRow }) {
  const { span, scores } = row;
  return (
    <div className={css.body}>
      {scores.map(({ key, score }) => {
        const why = score.error?.message ?? score.reason;
        return (
          <div key={key}>
            <strong>{key}</strong> <SpanMark score={score} />
            {why && <ModelText text={why} prose />}
          </div>
        );
      })}
      {span.withheld ? (
        <p className="quiet">{words.withheld(span.withheld)}</p>
      ) : (
        <SpanBody span={span} />
      )}
      {span.expected !== null && span.expected !== undefined && (
        <Content
          value={span.expected}
          name={span.expected_by ? words.expectedBy(span.expected_by) : words.expected}
        />
      )}
    </div>
  );
}

function SpanMark({ name, score }: { name?: string; score: SpanRow["scores"][number]["score"] }) {
  const before = name ? `${name} ` : "";
  if (score.status === "error") {
    return <UnitStatus status="error" text={`${before}${itemWords.drawer.score.error}`} />;
  }
  if (score.status === "skipped") {
    return <UnitStatus status="skipped" text={`${before}${itemWords.drawer.score.skipped}`} />;
  }
  const text = `${before}${written(score.score)}`;
  if (typeof score.passed !== "boolean") return <span>{text}</span>;
  return <UnitStatus status={score.passed ? "passed" : "failed"} text={text} />;
}

function kindOf(kind: string): string {
  return (traffic.trace.kinds as Record<string, string>)[kind] ?? visibleText(kind);
}
