import { Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { api, body, type Schemas } from "@/api/client";
import { DataTable, RowCount, type Column } from "@/parts/DataTable";
import { Empty, ProblemNote } from "@/parts/Notes";
import { visibleText } from "@/parts/text/visible";
import { Ago } from "@/parts/Time";
import { usePages } from "@/parts/usePages";
import { settings as words } from "@/words/settings";
import { from, placeOf, to, whoOf } from "./audited";
import { AuditFilters } from "./AuditFilters";
import css from "./Settings.module.css";
import { useSettingsAddress } from "./useSettingsAddress";

type Entry = Schemas["AuditEntry"];

const said = words.audit;

const COLUMNS: Column<Entry>[] = [
  {
    key: "at",
    head: said.columns.at,
    width: "min(110px, 22vw)",
    cell: (each) => <Ago at={each.at} />,
  },
  {
    key: "who",
    head: said.columns.who,
    width: "180px",
    wide: true,
    cell: (each) => (
      <span title={visibleText(whoOf(each))} className={each.key_name ? "" : "quiet"}>
        {visibleText(whoOf(each))}
        {each.by_session && <span className="quiet"> · {said.session}</span>}
      </span>
    ),
  },
  {
    key: "object",
    head: said.columns.object,
    cell: (each) => <About entry={each} />,
  },
  {
    key: "outcome",
    head: said.columns.outcome,
    width: "min(130px, 30vw)",
    cell: (each) => (
      <span className={each.outcome === "done" ? "quiet" : css.refused}>
        {said.outcomes[each.outcome ?? "done"]} {each.status}
        {(each.times ?? 1) > 1 && <span title={said.times(each.times ?? 1)}> ×{each.times}</span>}
      </span>
    ),
  },
  {
    key: "address",
    head: said.columns.address,
    width: "150px",
    wide: true,
    cell: (each) => <span className="mono">{visibleText(each.address ?? "")}</span>,
  },
];

/** What was done to what, with a way to it where it can still be seen. */
function About({ entry }: { entry: Entry }) {
  const object = visibleText(entry.object ?? entry.path ?? "");
  const place = placeOf(entry);
  return (
    <span className="mono" title={visibleText(entry.action ?? "")}>
      <span className="quiet">{entry.method}</span>{" "}
      {place ? (
        <Link
          to={place.to as never}
          params={(place.params ?? {}) as never}
          search={(place.search ?? {}) as never}
        >
          {object}
        </Link>
      ) : (
        object
      )}
    </span>
  );
}

/** Who changed what in the workspace, and what was refused to whom. */
export function Audit() {
  const [search, set] = useSettingsAddress();
  const { key, object, outcome, verb, since, until } = search;
  const filters = {
    ...(key && { key_id: key }),
    ...(object && { object }),
    ...(outcome && { outcome }),
    ...(verb && { action: verb }),
    ...(from(since) && { since: from(since) as string }),
    ...(to(until) && { until: to(until) as string }),
  };
  const { rows, query, more, next } = usePages(["audit", filters], (cursor) =>
    body(
      api.GET("/v1/audit", {
        params: { query: { limit: 100, ...(cursor && { cursor }), ...filters } },
      }),
    ),
  );
  return (
    <Stack gap="sm">
      <Text size="sm" className="quiet">
        {said.lead}
      </Text>
      <AuditFilters search={search} set={set}>
        <RowCount shown={rows.length} more={more} />
      </AuditFilters>
      {query.isError && <ProblemNote error={query.error} again={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && !more ? (
        <Empty title={said.none}>{Object.keys(filters).length > 0 && said.noneLead}</Empty>
      ) : (
        <DataTable
          label={words.tabs.audit}
          rows={rows}
          columns={COLUMNS}
          rowKey={(each) => each.id ?? ""}
          loading={query.isPending}
          more={more}
          onEnd={next}
          maxHeight="calc(100vh - 300px)"
        />
      )}
    </Stack>
  );
}
