import { Link } from "@tanstack/react-router";
import { api, body, type Schemas } from "@/api/client";
import { count } from "@/format/numbers";
import { DataTable, type Column } from "@/parts/DataTable";
import { ProblemNote } from "@/parts/Notes";
import { Ago } from "@/parts/Time";
import { usePages } from "@/parts/usePages";
import { visibleText } from "@/parts/text/visible";
import { datasets as words } from "@/words/datasets";

type Version = Schemas["VersionView"];

function columns(name: string): Column<Version>[] {
  return [
    {
      key: "version",
      head: words.columns.versions,
      width: "min(90px, 20vw)",
      cell: (each) => (
        <Link to="/datasets/$name" params={{ name }} search={{ v: each.version } as never}>
          {words.latest(each.version ?? 0)}
        </Link>
      ),
    },
    {
      key: "items",
      head: words.columns.items,
      width: "min(84px, 20vw)",
      num: true,
      cell: (each) => count(each.item_count),
    },
    {
      key: "sections",
      head: words.columns.sections,
      wide: true,
      cell: (each) => {
        const text = sectionsText(each.sections ?? {});
        return <span title={text}>{text}</span>;
      },
    },
    {
      key: "sha",
      head: words.columns.sha,
      width: "150px",
      wide: true,
      cell: (each) => (
        <span className="mono" title={each.sha256 ?? ""}>
          {each.sha256?.slice(0, 12)}
        </span>
      ),
    },
    {
      key: "diff",
      head: words.tabs.diff,
      width: "min(110px, 26vw)",
      cell: (each) =>
        (each.version ?? 0) > 1 && (
          <Link
            to="/datasets/$name"
            params={{ name }}
            search={{ tab: "diff", v: each.version } as never}
          >
            {words.diff.since(words.latest((each.version ?? 0) - 1))}
          </Link>
        ),
    },
    {
      key: "when",
      head: words.columns.when,
      width: "min(110px, 27vw)",
      num: true,
      cell: (each) => <Ago at={each.created_at} />,
    },
  ];
}

/** All versions of a dataset, the newest first. */
export function Versions({ name }: { name: string }) {
  const { rows, query, more, next } = usePages(["datasets", name, "versions"], (cursor) =>
    body(
      api.GET("/v1/datasets/{name}/versions", {
        params: { path: { name }, query: { limit: 200, ...(cursor && { cursor }) } },
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
      columns={columns(name)}
      rowKey={(each) => String(each.version)}
      loading={query.isPending}
      more={more}
      onEnd={next}
    />
  );
}

function sectionsText(sections: Record<string, number>): string {
  return Object.entries(sections)
    .map(([section, items]) => `${visibleText(section)} ${count(items)}`)
    .join(" · ");
}
