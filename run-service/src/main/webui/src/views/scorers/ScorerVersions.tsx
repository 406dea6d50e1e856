import { api, body } from "@/api/client";
import { DataTable, type Column } from "@/parts/DataTable";
import { ProblemNote } from "@/parts/Notes";
import { oneLine } from "@/parts/text/visible";
import { Ago } from "@/parts/Time";
import { usePages } from "@/parts/usePages";
import { scorers as words } from "@/words/scorers";
import type { Scorer } from "./catalogue";

const COLUMNS: Column<Scorer>[] = [
  {
    key: "version",
    head: words.columns.version,
    width: "90px",
    cell: (each) => words.version(each.version),
  },
  {
    key: "definition",
    head: words.columns.definition,
    cell: (each) => {
      const text = oneLine(JSON.stringify(each.definition?.params ?? {}));
      return (
        <span className="mono" title={text}>
          {text}
        </span>
      );
    },
  },
  {
    key: "threshold",
    head: words.edit.threshold,
    width: "100px",
    num: true,
    cell: (each) => each.definition?.threshold ?? "–",
  },
  {
    key: "when",
    head: words.columns.when,
    width: "110px",
    num: true,
    cell: (each) => <Ago at={each.created_at} />,
  },
];

/** All versions of a scorer of one's own, the newest first. */
export function ScorerVersions({ id }: { id: string }) {
  const { rows, query, more, next } = usePages(["scorers", id, "versions"], (cursor) =>
    body(
      api.GET("/v1/scorers/{id}/versions", {
        params: { path: { id }, query: { limit: 100, ...(cursor && { cursor }) } },
      }),
    ),
  );
  if (query.isError) {
    return <ProblemNote error={query.error} again={() => void query.refetch()} />;
  }
  return (
    <DataTable
      label={words.tabs.versions}
      rows={rows}
      columns={COLUMNS}
      rowKey={(each) => String(each.version)}
      loading={query.isPending}
      more={more}
      onEnd={next}
    />
  );
}
