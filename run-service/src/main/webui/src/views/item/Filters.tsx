import { NumberInput, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";
import type { RunDetail } from "@/api/results";
import { UnitStatus } from "@/parts/Status";
import { useAddress } from "@/parts/useAddress";
import { filtered, FIRST_ORDER, runSearch } from "@/views/run/search";
import { itemWords } from "@/words/item";
import css from "./Items.module.css";

const words = itemWords.filters;
const UNMEASURED = "error,skipped,cancelled";

/** Which items are shown and in which order; all of it in the address. */
export function Filters({ run, scorers }: { run: RunDetail; scorers: string[] }) {
  const [search, set] = useAddress(runSearch);
  const counts = run.counts;
  const chip = (pressed: boolean, press: () => void, content: React.ReactNode, key?: string) => (
    <button key={key} type="button" className={css.chip} aria-pressed={pressed} onClick={press}>
      {content}
    </button>
  );
  const status = (name: string, n: number | undefined) =>
    n
      ? chip(
          search.status === name,
          () => set({ status: search.status === name ? undefined : name }),
          <UnitStatus status={name} text={`${name} ${n}`} />,
          name,
        )
      : null;
  const groups = (of: Record<string, unknown> | null | undefined) => Object.keys(of ?? {});
  const sections = groups(run.summary?.sections);
  const labels = groups(run.summary?.labels);
  return (
    <div className={css.filters} role="search" aria-label={words.label}>
      {status("failed", counts?.failed)}
      {status("error", counts?.errored)}
      {status("passed", counts?.passed)}
      {status("skipped", counts?.skipped)}
      {status("cancelled", counts?.cancelled)}
      {(counts?.errored ?? 0) + (counts?.skipped ?? 0) + (counts?.cancelled ?? 0) > 0 &&
        chip(
          search.status === UNMEASURED,
          () => set({ status: search.status === UNMEASURED ? undefined : UNMEASURED }),
          words.unmeasured,
        )}
      {((run.unmeasured?.truncated ?? 0) > 0 || search.truncated) &&
        chip(
          !!search.truncated,
          () => set({ truncated: search.truncated ? undefined : true }),
          words.truncated,
        )}
      {((run.unmeasured?.filtered ?? 0) + (run.unmeasured?.refused ?? 0) > 0 || search.flagged) &&
        chip(
          !!search.flagged,
          () => set({ flagged: search.flagged ? undefined : true }),
          words.flagged,
        )}
      <Pick
        label={words.section}
        values={sections}
        value={search.section}
        set={(section) => set({ section })}
      />
      <Pick
        label={words.itemLabel}
        values={labels}
        value={search.label}
        set={(label) => set({ label })}
      />
      <Pick
        label={words.scorer}
        values={scorers}
        value={search.scorer}
        set={(scorer) => set(scorer ? { scorer } : { scorer, min: undefined, max: undefined })}
      />
      {search.scorer && (
        <>
          <Bound label={words.from} value={search.min} set={(min) => set({ min })} />
          <Bound label={words.to} value={search.max} set={(max) => set({ max })} />
        </>
      )}
      <Find key={search.q ?? ""} q={search.q ?? ""} set={(q) => set({ q: q || undefined })} />
      <Select
        aria-label={itemWords.order.label}
        w={150}
        allowDeselect={false}
        data={Object.entries(itemWords.order)
          .filter(([value]) => value !== "label")
          .map(([value, label]) => ({ value, label }))}
        value={search.order ?? FIRST_ORDER}
        onChange={(order) => set({ order: order === FIRST_ORDER ? undefined : order })}
      />
      {(run.repeats ?? 1) > 1 &&
        chip(!search.flat, () => set({ flat: search.flat ? undefined : true }), words.group)}
      {filtered(search) &&
        chip(
          false,
          () =>
            set(
              Object.fromEntries(
                [
                  "status",
                  "scorer",
                  "min",
                  "max",
                  "section",
                  "label",
                  "q",
                  "flagged",
                  "truncated",
                ].map((name) => [name, undefined]),
              ),
            ),
          words.clear,
        )}
    </div>
  );
}

function Pick({
  label,
  values,
  value,
  set,
}: {
  label: string;
  values: string[];
  value: string | undefined;
  set: (value: string | undefined) => void;
}) {
  if (values.length === 0 && !value) return null;
  const data = value && !values.includes(value) ? [value, ...values] : values;
  return (
    <Select
      aria-label={label}
      placeholder={label}
      w={140}
      data={data}
      value={value ?? null}
      onChange={(next) => set(next ?? undefined)}
      clearable
      searchable={values.length > 8}
      limit={200}
    />
  );
}

function Bound({
  label,
  value,
  set,
}: {
  label: string;
  value: number | undefined;
  set: (value: number | undefined) => void;
}) {
  return (
    <NumberInput
      aria-label={label}
      placeholder={label}
      w={100}
      min={0}
      max={1}
      step={0.1}
      decimalScale={2}
      value={value === undefined ? "" : Number(value.toFixed(2))}
      onChange={(next) => set(typeof next === "number" ? next : undefined)}
    />
  );
}

function Find({ q, set }: { q: string; set: (q: string) => void }) {
  const [text, setText] = useState(q);
  const soon = useDebouncedCallback(set, 400);
  return (
    <TextInput
      aria-label={words.text}
      placeholder={words.text}
      title={words.window}
      w={240}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        soon(event.currentTarget.value);
      }}
    />
  );
}
