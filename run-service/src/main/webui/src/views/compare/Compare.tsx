import { Button, Menu, Skeleton, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { comparisonQuery } from "@/api/runs";
import { Empty, ProblemNote } from "@/parts/Notes";
import { copyText, Share } from "@/parts/Share";
import { useAddress } from "@/parts/useAddress";
import { compareWords as words } from "@/words/compare";
import { pageAddress } from "./address";
import css from "./Compare.module.css";
import { Compared } from "./Compared";
import { comparisonMarkdown } from "./markdown";
import { Picker } from "./Picker";
import { compareSearch, type CompareSearch } from "./search";

/** Two to ten runs over the same items: which is better, how sure, where, at what cost. */
export function Compare() {
  const [search, set] = useAddress(compareSearch);
  const { runs } = search;
  const comparison = useQuery(comparisonQuery(runs, search.baseline, search.by));
  const data = comparison.data;
  const change = (patch: Partial<Record<keyof CompareSearch, unknown>>, add?: boolean) =>
    set(Array.isArray(patch.runs) ? { ...patch, runs: patch.runs.join(",") } : patch, add);
  const pick = () => change({ pick: true });
  return (
    <div className={css.body}>
      <div className={css.head}>
        <h1>{words.title}</h1>
        {runs.length >= 2 && (
          <Button
            variant={search.by ? "filled" : "default"}
            aria-pressed={!!search.by}
            title={words.byAliasHow}
            onClick={() =>
              change({
                by: search.by ? undefined : "alias",
                baseline: undefined,
                other: undefined,
                flip: undefined,
              })
            }
          >
            {words.byAlias}
          </Button>
        )}
        {data && (
          <Share page={pageAddress(search)}>
            <Menu.Item
              onClick={() =>
                void copyText(comparisonMarkdown(data, location.href), words.copiedMarkdown)
              }
            >
              {words.copyMarkdown}
            </Menu.Item>
          </Share>
        )}
        <Button onClick={pick}>{words.choose}</Button>
      </div>
      {runs.length < 2 && (
        <Empty
          title={runs.length === 0 ? words.empty : words.one}
          action={<Button onClick={pick}>{words.choose}</Button>}
        >
          {runs.length === 0 ? words.emptyHow : words.oneHow}
        </Empty>
      )}
      {comparison.error && (
        <ProblemNote error={comparison.error} again={() => void comparison.refetch()} />
      )}
      {runs.length >= 2 && comparison.isPending && (
        <Stack aria-busy aria-label={words.reading}>
          <Skeleton height={24} width="70%" />
          <Skeleton height={110} />
          <Skeleton height={260} />
        </Stack>
      )}
      {data && <Compared comparison={data} search={search} change={change} />}
      {(search.pick || runs.length === 1) && (
        <Picker
          key={runs.join()}
          chosen={runs}
          done={(chosen) =>
            change({
              runs: chosen,
              pick: undefined,
              flip: undefined,
              ...(search.baseline && !chosen.includes(search.baseline)
                ? { baseline: undefined }
                : {}),
            })
          }
          close={() => change({ pick: undefined, ...(runs.length === 1 ? { runs: [] } : {}) })}
        />
      )}
    </div>
  );
}
