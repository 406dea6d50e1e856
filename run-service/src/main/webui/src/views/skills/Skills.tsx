import { Group, Stack, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { api, body } from "@/api/client";
import { DataTable, RowCount, type Column } from "@/parts/DataTable";
import { Empty, ProblemNote } from "@/parts/Notes";
import { PageHead } from "@/parts/PageHead";
import { Ago } from "@/parts/Time";
import { visibleText } from "@/parts/text/visible";
import { useAddress } from "@/parts/useAddress";
import { usePages } from "@/parts/usePages";
import { words as common } from "@/words/common";
import { evaluations } from "@/words/evaluations";
import { skills as words } from "@/words/skills";
import css from "../evaluations/Evaluations.module.css";
import { modelOf, type Skill } from "./describe";
import { readListSearch } from "./search";

const COLUMNS: Column<Skill>[] = [
  {
    key: "name",
    head: words.columns.name,
    cell: (each) => (
      <Link to="/skills/$name" params={{ name: each.name }} title={each.name}>
        {each.name}
      </Link>
    ),
  },
  {
    key: "description",
    head: words.columns.description,
    width: "30%",
    wide: true,
    cell: (each) => (
      <span className="quiet" title={visibleText(each.definition.description ?? "")}>
        {visibleText(each.definition.description ?? "")}
      </span>
    ),
  },
  {
    key: "model",
    head: words.columns.model,
    width: "20%",
    wide: true,
    cell: (each) => visibleText(modelOf(each.definition) ?? ""),
  },
  {
    key: "schema",
    head: words.columns.schema,
    width: "80px",
    wide: true,
    cell: (each) => (each.definition.output_schema ? words.hasSchema : ""),
  },
  {
    key: "version",
    head: words.columns.version,
    width: "80px",
    num: true,
    cell: (each) => evaluations.version(each.version),
  },
  {
    key: "changed",
    head: words.columns.changed,
    width: "110px",
    num: true,
    cell: (each) => <Ago at={each.created_at} />,
  },
];

/** All skills of the workspace, each with its newest version. */
export function Skills() {
  const [{ q }, set] = useAddress(readListSearch);
  const { rows, query, more, next } = usePages(["skills"], (cursor) =>
    body(api.GET("/v1/skills", { params: { query: { limit: 200, ...(cursor && { cursor }) } } })),
  );
  const shown = useMemo(
    () => rows.filter((each) => each.name.toLowerCase().includes(q.toLowerCase())),
    [rows, q],
  );
  const none = query.isSuccess && rows.length === 0 && !more;
  return (
    <div className={css.page}>
      <PageHead
        above={<Link to="/evaluations">{common.views.evaluations}</Link>}
        title={words.title}
        lead={words.lead}
      />
      {query.isError && <ProblemNote error={query.error} again={() => void query.refetch()} />}
      {none ? (
        <Empty title={words.noneTitle}>{words.none}</Empty>
      ) : (
        !query.isError && (
          <Stack gap="xs">
            <Group gap="xs">
              <TextInput
                aria-label={words.find}
                placeholder={words.find}
                value={q}
                onChange={(event) => set({ q: event.currentTarget.value })}
              />
              <RowCount shown={shown.length} more={more} />
            </Group>
            {query.isSuccess && shown.length === 0 && !more ? (
              <Empty title={words.noneFound} />
            ) : (
              <DataTable
                label={words.title}
                rows={shown}
                columns={COLUMNS}
                rowKey={(each) => each.name}
                loading={query.isPending}
                more={more}
                onEnd={next}
              />
            )}
          </Stack>
        )
      )}
    </div>
  );
}
