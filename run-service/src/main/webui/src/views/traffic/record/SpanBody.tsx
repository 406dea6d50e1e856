import { score } from "@/format/numbers";
import { Content } from "@/parts/text/Content";
import { ModelText } from "@/parts/text/ModelText";
import { visibleText } from "@/parts/text/visible";
import { traffic } from "@/words/traffic";
import css from "../Traffic.module.css";

const words = traffic.trace;
const given = (value: unknown) => value !== null && value !== undefined;

/** As much of a span as is shown of it. */
export interface SpanContent {
  input?: unknown;
  output?: unknown;
  error?: string | null | undefined;
  documents?: readonly SpanDocument[] | null | undefined;
}
interface SpanDocument {
  id?: string | undefined;
  score?: number | undefined;
  content?: string | undefined;
}

/** What went into a span and came out of it, with what was retrieved. */
export function SpanBody({ span }: { span: SpanContent }) {
  return (
    <div className={css.spanBody}>
      {given(span.input) && <Content value={span.input} name={words.input} />}
      {given(span.output) && <Content value={span.output} name={words.output} />}
      {(span.documents ?? []).map((document, i) => (
        <div key={i}>
          <span className="quiet">
            {words.document(i + 1)} {visibleText(document.id ?? "")}{" "}
            {given(document.score) && words.documentScore(score(document.score))}
          </span>
          {document.content && <ModelText text={document.content} prose />}
        </div>
      ))}
      {span.error && (
        <div className={css.failed}>
          <ModelText text={span.error} prose />
        </div>
      )}
    </div>
  );
}
