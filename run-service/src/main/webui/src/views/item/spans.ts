import type { ItemSpan, ScoreRow, SpanScore } from "@/api/runItems";

/** A span of an item with what scorers said of it. */
export interface SpanRow {
  span: ItemSpan;
  scores: { key: string; score: SpanScore }[];
}

/** The spans in the order of their tree, each with its scores in the order of the scorers. */
export function spanRows(spans: readonly ItemSpan[], scores: readonly ScoreRow[]): SpanRow[] {
  const said = new Map<string, SpanRow["scores"]>();
  for (const row of scores) {
    for (const score of row.spans ?? []) {
      const known = said.get(score.span_id) ?? [];
      known.push({ key: row.key, score });
      said.set(score.span_id, known);
    }
  }
  return spans.map((span) => ({ span, scores: said.get(span.span_id) ?? [] }));
}

/** What a span is called: a tool says more than its span does. */
export function spanName(span: Pick<ItemSpan, "name" | "tool" | "span_id">): string {
  return span.tool || span.name || span.span_id;
}
