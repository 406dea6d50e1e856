import { Button, Drawer } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { api, body } from "@/api/client";
import { count } from "@/format/numbers";
import { DataTable, type Column } from "@/parts/DataTable";
import { Empty, ProblemNote } from "@/parts/Notes";
import { PageHead } from "@/parts/PageHead";
import { useAddress } from "@/parts/useAddress";
import { usePages } from "@/parts/usePages";
import { useMay } from "@/session";
import { words as common } from "@/words/common";
import { providers as words } from "@/words/providers";
import { credentialText } from "./credential";
import type { Provider } from "./draft";
import { ProviderForm } from "./ProviderForm";
import css from "./Providers.module.css";
import { readProviderSearch } from "./search";
import { StateCell } from "./StateMark";

const COLUMNS: Column<Provider>[] = [
  {
    key: "name",
    head: words.columns.name,
    cell: (each) => (
      <Link to="/providers/$name" params={{ name: each.name ?? "" }} title={each.name ?? ""}>
        {each.name}
      </Link>
    ),
  },
  {
    key: "state",
    head: words.columns.state,
    width: "170px",
    cell: (each) => <StateCell name={each.name ?? ""} />,
  },
  {
    key: "kind",
    head: words.columns.kind,
    width: "130px",
    wide: true,
    cell: (each) => <span className="mono">{each.kind}</span>,
  },
  {
    key: "address",
    head: words.columns.address,
    width: "26%",
    wide: true,
    cell: (each) =>
      each.base_url ? (
        <span className="mono" title={each.base_url}>
          {each.base_url}
        </span>
      ) : (
        <span className="quiet">{words.ownAddress}</span>
      ),
  },
  {
    key: "credential",
    head: words.columns.credential,
    width: "190px",
    wide: true,
    cell: (each) => <span title={credentialText(each)}>{credentialText(each)}</span>,
  },
  {
    key: "models",
    head: words.columns.models,
    width: "76px",
    num: true,
    wide: true,
    cell: (each) => count(Object.keys(each.models ?? {}).length),
  },
];

/** All providers of the workspace, and how each stands. */
export function Providers() {
  const [{ create }, set] = useAddress(readProviderSearch);
  const mayWrite = useMay("write");
  const { rows, query, more, next } = usePages(["providers"], (cursor) =>
    body(
      api.GET("/v1/providers", { params: { query: { limit: 100, ...(cursor && { cursor }) } } }),
    ),
  );
  const button = <Button onClick={() => set({ create: true }, true)}>{words.create}</Button>;
  return (
    <div className={css.page}>
      <PageHead title={common.views.providers} lead={words.lead} actions={mayWrite && button} />
      {query.isError && <ProblemNote error={query.error} again={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 ? (
        <Empty title={words.noneTitle} action={mayWrite && button}>
          {words.none}
        </Empty>
      ) : (
        !query.isError && (
          <DataTable
            label={common.views.providers}
            rows={rows}
            columns={COLUMNS}
            rowKey={(each) => each.name ?? ""}
            loading={query.isPending}
            more={more}
            onEnd={next}
          />
        )
      )}
      <Drawer
        opened={create && mayWrite}
        onClose={() => set({ create: undefined })}
        position="right"
        size={760}
        title={words.form.title}
        closeButtonProps={{ "aria-label": common.close }}
      >
        <ProviderForm provider={null} close={() => set({ create: undefined })} />
      </Drawer>
    </div>
  );
}
