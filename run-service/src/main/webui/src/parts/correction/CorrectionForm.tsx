import { Button } from "@mantine/core";
import { useMemo } from "react";
import { jsonDiff } from "@/parts/diff/jsonDiff";
import { visibleText } from "@/parts/text/visible";
import { correction as words } from "@/words/correction";
import css from "./Correction.module.css";
import { CorrectionField } from "./CorrectionField";
import { formOf, furtherOf, withAt, type FormRow } from "./form";
import type { Schema } from "./schema";

/**
 * A form in which an answer is corrected, made from the schema of its skill, or from the answer
 * itself. What is not as it was answered is marked.
 */
export function CorrectionForm({
  schema,
  original,
  value,
  onChange,
}: {
  schema: Schema | null;
  original: unknown;
  value: unknown;
  onChange: (value: unknown) => void;
}) {
  const rows = useMemo(() => formOf(schema, value), [schema, value]);
  const changed = useMemo(
    () => new Set(jsonDiff(original, value).map((one) => one.path)),
    [original, value],
  );
  return (
    <div className={css.form} role="group" aria-label={words.form}>
      {rows.map((row) => {
        const indent = { paddingLeft: row.depth * 14 };
        const set = (next: unknown) => onChange(withAt(value, row.path, next));
        if (row.kind === "group" || row.kind === "list") {
          return (
            <div key={row.id} className={css.head} style={indent}>
              <span>{nameOf(row)}</span>
              {row.absent && <span className="quiet">{words.absent}</span>}
              {row.value === null && <span className="quiet">{words.null}</span>}
              {row.kind === "list" && (
                <Button
                  variant="subtle"
                  size="compact-xs"
                  aria-label={words.add(nameOf(row))}
                  onClick={() => set([...listOf(row), furtherOf(schema, row)])}
                >
                  {words.addShort}
                </Button>
              )}
              <Remove row={row} set={set} />
            </div>
          );
        }
        return (
          <div
            key={row.id}
            className={`${css.row} ${changed.has(row.id) ? css.changed : ""}`}
            style={indent}
          >
            <label
              className={css.label}
              htmlFor={`correct-${row.id}`}
              title={row.help || undefined}
            >
              {nameOf(row)}
            </label>
            <CorrectionField row={row} set={set} />
            <Remove row={row} set={set} />
          </div>
        );
      })}
    </div>
  );
}

function Remove({ row, set }: { row: FormRow; set: (next: unknown) => void }) {
  if (!row.removable) return <span />;
  return (
    <button
      type="button"
      className={css.remove}
      aria-label={words.remove(visibleText(row.id))}
      onClick={() => set(undefined)}
    >
      ×
    </button>
  );
}

function nameOf(row: FormRow): string {
  const last = row.path.at(-1);
  if (last === undefined) return words.form;
  if (typeof last === "string") return visibleText(last);
  const list = row.path.at(-2);
  return words.element(typeof list === "string" ? visibleText(list) : "", row.label).trim();
}

function listOf(row: FormRow): unknown[] {
  return Array.isArray(row.value) ? (row.value as unknown[]) : [];
}
