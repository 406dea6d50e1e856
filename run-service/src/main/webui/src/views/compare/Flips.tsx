import { Select } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useEffectEvent, useMemo } from "react";
import type { Against, Comparison } from "@/api/comparison";
import { flipsQuery } from "@/api/runs";
import { count } from "@/format/numbers";
import { DataTable } from "@/parts/DataTable";
import { Empty, ProblemNote } from "@/parts/Notes";
import { Block } from "@/views/run/Block";
import items from "@/views/item/Items.module.css";
import { isTaken } from "@/parts/typing";
import { compareWords } from "@/words/compare";
import type { Change } from "./Compared";
import { flipColumns, STACKED } from "./flipColumns";
import { FlipPair } from "./FlipPair";
import { flipKey, flipping, step } from "./flips";
import type { CompareSearch } from "./search";

const words = compareWords.flips;

/** Items that changed sides, or were answered otherwise, both answers side by side. */
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
  const narrow = useMediaQuery("(max-width: 640px)") ?? false;
  const scorers = against.scorers.filter((one) => one.passes).map((one) => one.scorer);
  const { scorer, dir } = flipping(!!against.items, scorers, search);
  const query = useInfiniteQuery(flipsQuery(runs[0], runs[1], scorer, dir));
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
  const chip = (to: CompareSearch["dir"], label: string) => (
    <button
      key={label}
      type="button"
      className={items.chip}
      aria-pressed={dir === to}
      onClick={() => change({ dir: to, flip: undefined })}
    >
      {label}
    </button>
  );
  return (
    <>
      <div className={items.filters}>
        {(against.items || scorer) && (
          <>
            {chip(undefined, words.all)}
            {chip("regressed", words.regressed(scorer ? "" : count(against.regressed)))}
            {chip("improved", words.improved(scorer ? "" : count(against.improved)))}
          </>
        )}
        {chip("differs", words.differs)}
        {scorers.length > 0 && (
          <Select
            aria-label={words.scorer}
            placeholder={words.asWhole}
            w={160}
            clearable={!!against.items}
            data={scorers}
            value={scorer ?? null}
            onChange={(to) => change({ scorer: to ?? undefined, flip: undefined })}
          />
        )}
        {!against.items && against.unshared.length > 0 && (
          <span className="quiet">{words.notWhole}</span>
        )}
      </div>
      {query.error && <ProblemNote error={query.error} again={() => void query.refetch()} />}
      {query.isSuccess && flips.length === 0 ? (
        <Empty title={dir === "differs" ? words.noneDiffer : words.none}>
          {dir === "differs" ? words.noneDifferHow : words.noneHow}
        </Empty>
      ) : (
        <DataTable
          label={words.title}
          rows={flips}
          columns={flipColumns(names, (flip) => change({ flip: flipKey(flip) }, true), narrow)}
          height={narrow ? STACKED : undefined}
          rowKey={flipKey}
          open={search.flip}
          maxHeight="420px"
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
