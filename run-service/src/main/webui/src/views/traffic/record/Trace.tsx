import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { traceQuery } from "@/api/traffic";
import { duration } from "@/format/times";
import { ProblemNote } from "@/parts/Notes";
import { visibleText } from "@/parts/text/visible";
import { traffic } from "@/words/traffic";
import css from "../Traffic.module.css";
import { SpanBody } from "./SpanBody";
import { traceRows, type TraceRow } from "./trace";

const words = traffic.trace;
const INDENT = 16;
const DEEPEST = 12;

/** The spans that a record belongs to, as a tree; nothing where there is none. */
export function Trace({ id }: { id: string }) {
  const trace = useQuery(traceQuery(id));
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<string | null>(null);
  const rows = useMemo(() => traceRows(trace.data?.spans ?? [], closed), [trace.data, closed]);
  const toggle = (span: string) => {
    const next = new Set(closed);
    if (!next.delete(span)) next.add(span);
    setClosed(next);
  };
  if (trace.isPending) return <Skeleton height={80} />;
  if (trace.isError) {
    return <ProblemNote error={trace.error} again={() => void trace.refetch()} />;
  }
  if (trace.data === null) return null;
  return (
    <section className={css.part}>
      <h3>{words.title}</h3>
      {!trace.data.complete && <p className="quiet">{words.incomplete}</p>}
      <ul className={css.tree}>
        {rows.map((row) => (
          <Row
            key={row.span.span_id}
            row={row}
            toggle={toggle}
            open={open === row.span.span_id}
            choose={(span) => setOpen(open === span ? null : span)}
          />
        ))}
      </ul>
      {trace.data.truncated && <p className="quiet">{words.truncated}</p>}
    </section>
  );
}

function Row({
  row,
  toggle,
  open,
  choose,
}: {
  row: TraceRow;
  toggle: (span: string) => void;
  open: boolean;
  choose: (span: string) => void;
}) {
  const { span } = row;
  const name = visibleText(span.name ?? span.span_id);
  return (
    <li className={css.span} style={{ paddingLeft: Math.min(span.depth, DEEPEST) * INDENT }}>
      <div className={css.spanTop}>
        {row.hasChildren && (
          <button
            type="button"
            className={css.spanName}
            aria-expanded={!row.closed}
            aria-label={(row.closed ? words.open : words.closeNode)(name)}
            onClick={() => toggle(span.span_id)}
          >
            {row.closed ? "▸" : "▾"}
          </button>
        )}
        <button
          type="button"
          className={`${css.spanName} cut`}
          aria-expanded={open}
          onClick={() => choose(span.span_id)}
        >
          {name}
        </button>
        <span className="quiet">{words.kinds[span.kind]}</span>
        {span.model && <span className="quiet cut">{visibleText(span.model)}</span>}
        {span.failed && <span className={css.failed}>! {words.failed}</span>}
        <span className={`quiet tabular ${css.end}`}>
          {row.closed ? `${words.children(span.children.length)} · ` : ""}
          {duration(row.took)}
        </span>
      </div>
      {open && <SpanBody span={span} />}
    </li>
  );
}
