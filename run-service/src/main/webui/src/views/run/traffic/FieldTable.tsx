import { SegmentedControl, Select, Skeleton } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { RunDetail } from "@/api/results";
import { fieldsQuery, type FieldFilter } from "@/api/traffic";
import { ProblemNote } from "@/parts/Notes";
import { outcomeWords } from "@/words/outcome";
import { Block } from "../Block";
import { FieldRows } from "./FieldRows";
import { fieldScorers } from "./fieldScorers";
import css from "./Traffic.module.css";

const words = outcomeWords.fields;
const FILTERS = ["all", "errors", "correct"] as const;

/** Right and wrong field by field, for every run with a scorer that compares fields. */
export function FieldTable({ run }: { run: RunDetail }) {
  const scorers = fieldScorers(run);
  const [chosen, choose] = useState<string | null>(null);
  const scorer = scorers.find((one) => one === chosen) ?? scorers[0];
  if (scorer === undefined) return null;
  return (
    <Block title={words.title} note={words.lead}>
      <Fields id={run.id} scorer={scorer} scorers={scorers} choose={choose} />
    </Block>
  );
}

function Fields({
  id,
  scorer,
  scorers,
  choose,
}: {
  id: string;
  scorer: string;
  scorers: string[];
  choose: (scorer: string | null) => void;
}) {
  const [filter, setFilter] = useState<FieldFilter>("all");
  const table = useQuery({
    ...fieldsQuery(id, scorer, filter),
    placeholderData: keepPreviousData,
  });
  const rows = table.data?.fields;
  return (
    <>
      <div className={css.filters}>
        <SegmentedControl
          size="xs"
          aria-label={words.filter}
          value={filter}
          onChange={(next) => setFilter(next as FieldFilter)}
          data={FILTERS.map((value) => ({ value, label: words.filters[value] }))}
        />
        {scorers.length > 1 && (
          <Select
            aria-label={words.scorer}
            allowDeselect={false}
            data={scorers}
            value={scorer}
            onChange={choose}
          />
        )}
      </div>
      {table.isError && <ProblemNote error={table.error} again={() => void table.refetch()} />}
      {table.isPending && <Skeleton height={160} />}
      {rows?.length === 0 && <p className="quiet">{words.none[filter]}</p>}
      {rows && rows.length > 0 && (
        <FieldRows id={id} rows={rows} behind={table.isPlaceholderData} />
      )}
    </>
  );
}
