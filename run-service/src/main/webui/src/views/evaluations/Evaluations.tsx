import { Button, Drawer, Group, Stack, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { api, body, type Schemas } from "@/api/client";
import { count } from "@/format/numbers";
import { DataTable, RowCount, type Column } from "@/parts/DataTable";
import { Empty, ProblemNote } from "@/parts/Notes";
import { PageHead } from "@/parts/PageHead";
import { Ago } from "@/parts/Time";
import { visibleText } from "@/parts/text/visible";
import { useAddress } from "@/parts/useAddress";
import { usePages } from "@/parts/usePages";
import { useMay } from "@/session";
import { words as common } from "@/words/common";
import { evaluations as words } from "@/words/evaluations";
import { datasetOf, scorersOf } from "./describe";
import css from "./Evaluations.module.css";
import { readListSearch } from "./search";
import { YamlEditor } from "./YamlEditor";

type Evaluation = Schemas["Evaluation"];

const COLUMNS: Column<Evaluation>[] = [
  {
    key: "name",
    head: words.columns.name,
    cell: (each) => (
      <Link to="/evaluations/$name" params={{ name: each.name ?? "" }} title={each.name ?? ""}>
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
      <span className="quiet" title={visibleText(each.description ?? "")}>
        {visibleText(each.description ?? "")}
      </span>
    ),
  },
  {
    key: "dataset",
    head: words.columns.dataset,
    width: "18%",
    wide: true,
    cell: (each) => datasetOf({ ...each.definition })?.name ?? "",
  },
  {
    key: "scorers",
    head: words.columns.scorers,
    width: "80px",
    num: true,
    wide: true,
    cell: (each) => count(scorersOf({ ...each.definition }).length),
  },
  {
    key: "version",
    head: words.columns.version,
    width: "80px",
    num: true,
    cell: (each) => words.version(each.version),
  },
  {
    key: "changed",
    head: words.columns.changed,
    width: "110px",
    num: true,
    cell: (each) => <Ago at={each.created_at} />,
  },
];

/** All evaluations of the workspace, each with its newest version. */
export function Evaluations() {
  const [{ q, create }, set] = useAddress(readListSearch);
  const mayWrite = useMay("write");
  const { rows, query, more, next } = usePages(["evaluations"], (cursor) =>
    body(
      api.GET("/v1/evaluations", { params: { query: { limit: 200, ...(cursor && { cursor }) } } }),
    ),
  );
  const shown = useMemo(
    () => rows.filter((each) => (each.name ?? "").toLowerCase().includes(q.toLowerCase())),
    [rows, q],
  );
  const none = query.isSuccess && rows.length === 0 && !more;
  const button = <Button onClick={() => set({ create: true }, true)}>{words.create}</Button>;
  return (
    <div className={css.page}>
      <PageHead
        title={common.views.evaluations}
        lead={
          <>
            {words.lead} <Link to="/skills">{words.skills}</Link>
          </>
        }
        actions={mayWrite && button}
      />
      {query.isError && <ProblemNote error={query.error} again={() => void query.refetch()} />}
      {none ? (
        <Empty title={words.noneTitle} action={mayWrite && button}>
          {mayWrite ? words.none : words.noneRead}
        </Empty>
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
                label={common.views.evaluations}
                rows={shown}
                columns={COLUMNS}
                rowKey={(each) => each.name ?? ""}
                loading={query.isPending}
                more={more}
                onEnd={next}
              />
            )}
          </Stack>
        )
      )}
      <Drawer
        opened={create && mayWrite}
        onClose={() => set({ create: undefined })}
        position="right"
        size={720}
        title={words.create}
        closeButtonProps={{ "aria-label": common.close }}
      >
        <YamlEditor name={null} definition={null} />
      </Drawer>
    </div>
  );
}
