import type { Span } from "@/api/traffic";

/** A line of a tree of spans. */
export interface TraceRow {
  span: Span;
  /** What it took, in milliseconds; null while one end is not known. */
  took: number | null;
  hasChildren: boolean;
  closed: boolean;
}

/** The lines that are seen: a closed span hides all that stands deeper until the tree comes back up. */
export function traceRows(spans: readonly Span[], closed: ReadonlySet<string>): TraceRow[] {
  const rows: TraceRow[] = [];
  let hidden: number | null = null;
  for (const span of spans) {
    if (hidden !== null && span.depth > hidden) continue;
    hidden = null;
    const hasChildren = span.children.length > 0;
    const shut = hasChildren && closed.has(span.span_id);
    if (shut) hidden = span.depth;
    const took = Date.parse(span.end) - Date.parse(span.start);
    rows.push({ span, took: Number.isFinite(took) ? took : null, hasChildren, closed: shut });
  }
  return rows;
}
