import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { FieldRow } from "@/api/traffic";
import { count, percent } from "@/format/numbers";
import { oneLine, visibleText } from "@/parts/text/visible";
import { outcomeWords } from "@/words/outcome";
import { Band } from "./Band";
import css from "./Traffic.module.css";

const words = outcomeWords.fields;

/** The rows of the table; examples of what was wrong unfold below their field. */
export function FieldRows({ id, rows, behind }: { id: string; rows: FieldRow[]; behind: boolean }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (field: string) => {
    const next = new Set(open);
    if (!next.delete(field)) next.add(field);
    setOpen(next);
  };
  const apart = rows.some((row) => row.human);
  return (
    <div
      className={css.scroll}
      role="group"
      aria-label={words.title}
      tabIndex={0}
      aria-busy={behind}
    >
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{words.field}</th>
            <th scope="col" className="num">
              {words.correct}
            </th>
            <th scope="col" className="num">
              {words.errors}
            </th>
            <th scope="col" className="num">
              {words.accuracy}
            </th>
            {apart &&
              words.apart.map((name) => (
                <th scope="col" className="num" key={name}>
                  {name}
                </th>
              ))}
            <th scope="col" className="roomy">
              {words.band}
            </th>
          </tr>
        </thead>
        {rows.map((row) => (
          <Row
            key={row.field}
            id={id}
            row={row}
            apart={apart}
            open={open.has(row.field)}
            toggle={() => toggle(row.field)}
          />
        ))}
      </table>
    </div>
  );
}

function Row({
  id,
  row,
  apart,
  open,
  toggle,
}: {
  id: string;
  row: FieldRow;
  apart: boolean;
  open: boolean;
  toggle: () => void;
}) {
  const name = visibleText(row.field);
  return (
    <tbody>
      <tr>
        <td className={`mono ${css.path}`}>
          {row.examples.length > 0 ? (
            <button
              type="button"
              className={css.unfold}
              aria-expanded={open}
              aria-label={words.unfold(name)}
              onClick={toggle}
            >
              {open ? "▾" : "▸"} {name}
            </button>
          ) : (
            name
          )}
        </td>
        <td className="num">{count(row.correct)}</td>
        <td className="num">{count(row.errors)}</td>
        <td className="num">{percent(row.accuracy)}</td>
        {apart &&
          [row.human, row.inferred].map((kind, i) => (
            <td className="num" key={i}>
              {kind ? words.wrongOf(count(kind.errors), count(kind.errors + kind.correct)) : "–"}
              {kind && <div className="quiet">{percent(kind.accuracy)}</div>}
            </td>
          ))}
        <td className="roomy">
          <Band band={row.band} />
        </td>
      </tr>
      {open && row.examples.length > 0 && (
        <tr className={css.examples}>
          <td colSpan={apart ? 7 : 5}>
            {row.examples.map((example) => (
              <div key={example.position} className={css.example}>
                <Link to="/runs/$id/items/$n" params={{ id, n: String(example.position) }}>
                  {oneLine(example.item_id, 60)}
                </Link>
                {example.truth === "inferred" && <em className="quiet">{words.byModel}</em>}
                <span>
                  <span className="quiet">{words.expected} </span>
                  <span className="mono">{leaf(example.expected)}</span>
                </span>
                <span>
                  <span className="quiet">{words.actual} </span>
                  <span className="mono">{leaf(example.actual)}</span>
                </span>
              </div>
            ))}
            <span className="quiet">
              {words.examples(count(row.examples.length), count(row.errors))}
            </span>
          </td>
        </tr>
      )}
    </tbody>
  );
}

function leaf(value: unknown): string {
  return value === undefined || value === null
    ? words.nothing
    : oneLine(JSON.stringify(value), 200);
}
