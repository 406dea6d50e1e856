import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { cost, count, score } from "@/format/numbers";
import { duration } from "@/format/times";
import { UnitStatus } from "@/parts/Status";
import { asJson } from "@/parts/text/bounded";
import { oneLine } from "@/parts/text/visible";
import { itemWords as words } from "@/words/item";
import type { Column } from "./columns";
import css from "./Items.module.css";
import { distinctAnswers, rowMean, rowScore, type Row } from "./rows";

/** One cell of the table of items: one line, whole on hover. */
export function Cell({ id, row, column }: { id: string; row: Row; column: Column }) {
  const { content, title } = cell(id, row, column.id);
  return (
    <td className={column.num ? "num" : undefined} title={title}>
      {content}
    </td>
  );
}

function cell(id: string, row: Row, column: string): { content: ReactNode; title?: string } {
  const first = row.entries[0];
  const text = (value: string | null | undefined, mono = false) => {
    const line = oneLine(value ?? "");
    return { content: mono ? <span className="mono">{line}</span> : line, title: line };
  };
  if (column.startsWith("score:")) return scoreCell(row, column.slice(6));
  if (column.startsWith("field:")) return text(fieldOf(first.output, column.slice(6)), true);
  switch (column) {
    case "status":
      return {
        content: <Statuses row={row} />,
        title: first.reason ?? first.error?.message ?? undefined,
      };
    case "item": {
      const name = oneLine(first.item_id ?? String(row.position));
      return {
        content: (
          <Link
            to="/runs/$id/items/$n"
            params={{ id, n: String(row.position) }}
            search={((was: object) => ({ ...was, repeat: first.repeat || undefined })) as never}
            resetScroll={false}
            onClick={(event) => event.stopPropagation()}
          >
            {name}
          </Link>
        ),
        title: name,
      };
    }
    case "section":
      return text(first.section);
    case "label":
      return text(first.label);
    case "input":
      return text(first.input);
    case "expected":
      return text(first.expected, true);
    case "output":
      return {
        content: <Answers row={row} />,
        title: oneLine(first.output ?? first.error?.message ?? ""),
      };
    case "flags": {
      const marks = [
        ...new Set(
          row.entries.flatMap((e) => [...(e.unmeasured ?? []), ...(e.cached ? ["cached"] : [])]),
        ),
      ];
      return text(
        marks
          .map((mark) => words.marks[mark])
          .filter(Boolean)
          .join(", "),
      );
    }
    case "latency":
      return { content: duration(rowMean(row, (e) => e.latency_ms)) };
    case "attempts":
      return { content: count(row.entries.reduce((sum, e) => sum + (e.attempts ?? 0), 0)) };
    case "cost":
      return { content: cost(rowMean(row, (e) => e.cost)) };
    default:
      return { content: null };
  }
}

function Statuses({ row }: { row: Row }) {
  const first = row.entries[0];
  if (row.entries.length === 1) return <UnitStatus status={first.status} />;
  const passed = row.entries.filter((e) => e.status === "passed").length;
  return <UnitStatus status={first.status} text={words.passedOf(passed, row.entries.length)} />;
}

function Answers({ row }: { row: Row }) {
  const answers = distinctAnswers(row);
  return (
    <span className="mono">
      {answers.map(({ output, times }, i) => (
        <span key={i}>
          {i > 0 && <span className={css.times}> · </span>}
          {output === null ? <span className="quiet">{words.noAnswer}</span> : oneLine(output)}
          {row.entries.length > 1 && <span className={css.times}> ×{times}</span>}
        </span>
      ))}
    </span>
  );
}

function scoreCell(row: Row, key: string): { content: ReactNode; title?: string } {
  const { mean, brief, passed } = rowScore(row, key);
  const title = oneLine(brief?.reason ?? brief?.error ?? "") || undefined;
  if (mean === null) {
    const broken = brief?.status === "error";
    return {
      content: broken ? (
        <span style={{ color: "var(--assay-error)" }}>!</span>
      ) : (
        <span className="quiet">–</span>
      ),
      title: title ?? brief?.status,
    };
  }
  const mark = passed === null ? "" : passed ? "● " : "✕ ";
  const colour =
    passed === null ? undefined : passed ? "var(--assay-passed)" : "var(--assay-failed)";
  return {
    content: (
      <>
        <span style={{ color: colour, fontSize: 10 }}>{mark}</span>
        {score(mean)}
      </>
    ),
    title,
  };
}

function fieldOf(output: string | null | undefined, field: string): string {
  const json = asJson(output);
  const value = json === undefined ? undefined : (json as Record<string, unknown>)[field];
  return value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
}
