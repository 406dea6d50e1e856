import { Select } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useEffectEvent, useMemo } from "react";
import type { Against, Comparison, Flip } from "@/api/comparison";
import { flipsQuery } from "@/api/runs";
import { count } from "@/format/numbers";
import { DataTable, type Column } from "@/parts/DataTable";
import { Empty, ProblemNote } from "@/parts/Notes";
import { asText } from "@/parts/text/bounded";
import { oneLine } from "@/parts/text/visible";
import { Block } from "@/views/run/Block";
import items from "@/views/item/Items.module.css";
import { isTaken } from "@/parts/typing";
import { compareWords } from "@/words/compare";
import type { Change } from "./Compared";
import { FlipPair } from "./FlipPair";
import { flipKey, step } from "./flips";
import type { CompareSearch } from "./search";

const words = compareWords.flips;

/** Items that passed on one side and failed on the other, both answers side by side. */
export function Flips({
  comparison,
  against,
  names,
  search,
  change,
}: {
  comparison: Comparison;
  against: Against;
  names: [string, string];
  search: CompareSearch;
  change: Change;
}) {
  const runOf = (name: string) => {
    const runs = comparison.sides.find((side) => side.name === name)?.runs ?? [];
    return runs.length === 1 ? runs[0]?.id : undefined;
  };
  const [baseline, other] = [runOf(comparison.baseline), runOf(against.other)];
  return (
    <Block title={words.title} note={words.keys}>
      {baseline && other ? (
        <List
          runs={[baseline, other]}
          against={against}
          names={names}
          search={search}
          change={change}
        />
      ) : (
        <p className="quiet">{words.byAlias}</p>
      )}
    </Block>
  );
}

function List({
  runs,
  against,
  names,
  search,
  change,
}: {
  runs: [string, string];
  against: Against;
  names: [string, string];
  search: CompareSearch;
  change: Change;
}) {
  const query = useInfiniteQuery(flipsQuery(runs[0], runs[1], search.scorer, search.dir));
  const pages = query.data?.pages;
  const flips = useMemo(() => pages?.flatMap((page) => page.data) ?? [], [pages]);
  const open = flips.find((flip) => flipKey(flip) === search.flip);
  const { hasNextPage, isFetching, fetchNextPage } = query;
  const more = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const go = async (by: 1 | -1) => {
    let next = step(flips, search.flip, by);
    if (!next && by === 1 && hasNextPage) {
      const answer = await fetchNextPage();
      next = step(answer.data?.pages.flatMap((page) => page.data) ?? [], search.flip, by);
    }
    if (next) change({ flip: flipKey(next) });
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isTaken(event)) return;
    if (event.key === "n" || event.key === "f") void go(1);
    else if (event.key === "p") void go(-1);
    else if (event.key === "Escape" && search.flip) change({ flip: undefined });
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
  const chip = (dir: CompareSearch["dir"], label: string) => (
    <button
      key={label}
      type="button"
      className={items.chip}
      aria-pressed={search.dir === dir}
      onClick={() => change({ dir, flip: undefined })}
    >
      {label}
    </button>
  );
  return (
    <>
      <div className={items.filters}>
        {chip(undefined, words.all)}
        {chip("regressed", words.regressed(search.scorer ? "" : count(against.regressed)))}
        {chip("improved", words.improved(search.scorer ? "" : count(against.improved)))}
        <Select
          aria-label={words.scorer}
          placeholder={words.asWhole}
          w={160}
          clearable
          data={against.scorers.filter((s) => s.passes).map((s) => s.scorer)}
          value={search.scorer ?? null}
          onChange={(scorer) => change({ scorer: scorer ?? undefined, flip: undefined })}
        />
      </div>
      {query.error && <ProblemNote error={query.error} again={() => void query.refetch()} />}
      {query.isSuccess && flips.length === 0 ? (
        <Empty title={words.none}>{words.noneHow}</Empty>
      ) : (
        <DataTable
          label={words.title}
          rows={flips}
          columns={columns(names, (flip) => change({ flip: flipKey(flip) }, true))}
          rowKey={flipKey}
          open={search.flip}
          maxHeight="340px"
          loading={query.isPending}
          more={hasNextPage}
          onEnd={more}
          onRow={(flip) => change({ flip: flipKey(flip) }, true)}
        />
      )}
      {open && (
        <FlipPair
          flip={open}
          runs={runs}
          names={names}
          next={() => void go(1)}
          previous={() => void go(-1)}
          close={() => change({ flip: undefined })}
        />
      )}
    </>
  );
}

function columns(names: [string, string], show: (flip: Flip) => void): Column<Flip>[] {
  const line = (value: unknown, mono = false) => {
    const text = oneLine(asText(value));
    return (
      <span className={mono ? "mono" : undefined} title={text}>
        {text}
      </span>
    );
  };
  return [
    {
      key: "direction",
      head: words.direction,
      width: "120px",
      cell: (flip) => (
        <span
          style={{ color: `var(--assay-${flip.direction === "regressed" ? "failed" : "passed"})` }}
        >
          {flip.direction === "regressed" ? `▼ ${words.regressedWord}` : `▲ ${words.improvedWord}`}
        </span>
      ),
    },
    {
      key: "item",
      head: words.item,
      width: "130px",
      cell: (flip) => (
        <button type="button" className={items.link} onClick={() => show(flip)}>
          {oneLine(flip.item_id ?? String(flip.position), 80)}
          {flip.repeat > 0 ? ` · ${flip.repeat + 1}` : ""}
        </button>
      ),
    },
    {
      key: "section",
      head: words.section,
      width: "110px",
      wide: true,
      cell: (flip) => line(flip.section),
    },
    { key: "input", head: words.input, wide: true, cell: (flip) => line(flip.input) },
    {
      key: "expected",
      head: words.expected,
      wide: true,
      cell: (flip) => line(flip.expected, true),
    },
    { key: "baseline", head: names[0], cell: (flip) => line(flip.baseline.output, true) },
    { key: "other", head: names[1], cell: (flip) => line(flip.other.output, true) },
  ];
}
