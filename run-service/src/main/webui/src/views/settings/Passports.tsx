import { Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { api, body, type Schemas } from "@/api/client";
import { count, percent, percentRange, score } from "@/format/numbers";
import { DataTable, type Column } from "@/parts/DataTable";
import { Empty, ProblemNote } from "@/parts/Notes";
import { visibleText } from "@/parts/text/visible";
import { usePages } from "@/parts/usePages";
import { settings as words } from "@/words/settings";

type Passport = Schemas["Passport"];

const said = words.passports;

function rate(value: number | null | undefined, interval: Schemas["Interval"] | null | undefined) {
  return (
    <>
      {percent(value, 0)}{" "}
      <span className="quiet">{percentRange(interval?.lower, interval?.upper, 0)}</span>
    </>
  );
}

const COLUMNS: Column<Passport>[] = [
  {
    key: "scorer",
    head: said.columns.scorer,
    cell: (each) => (
      <span title={each.passport ?? ""}>
        {visibleText(each.key ?? "")} <span className="quiet">{each.scorer}</span>
      </span>
    ),
  },
  {
    key: "issued",
    head: said.columns.issued,
    width: "90px",
    cell: (each) =>
      each.issued ? (
        said.issued
      ) : (
        <span className="quiet" title={each.message ?? ""}>
          {said.notYet}
        </span>
      ),
  },
  {
    key: "labels",
    head: said.columns.labels,
    width: "76px",
    num: true,
    cell: (each) => count(each.labels),
  },
  {
    key: "kappa",
    head: said.columns.kappa,
    width: "70px",
    num: true,
    cell: (each) => <span title={each.message ?? ""}>{score(each.kappa, 2)}</span>,
  },
  {
    key: "agreement",
    head: said.columns.agreement,
    width: "130px",
    num: true,
    wide: true,
    cell: (each) => rate(each.agreement, each.agreement_interval),
  },
  {
    key: "tpr",
    head: said.columns.tpr,
    width: "150px",
    num: true,
    wide: true,
    cell: (each) => rate(each.true_positive_rate, each.true_positive_rate_interval),
  },
  {
    key: "tnr",
    head: said.columns.tnr,
    width: "150px",
    num: true,
    wide: true,
    cell: (each) => rate(each.true_negative_rate, each.true_negative_rate_interval),
  },
  {
    key: "run",
    head: said.columns.run,
    width: "110px",
    wide: true,
    cell: (each) =>
      each.run && (
        <Link to="/runs/$id" params={{ id: each.run }}>
          {said.open}
        </Link>
      ),
  },
];

/** The judges of the workspace that have labelled answers, and how far they agree with people. */
export function Passports() {
  const { rows, query, more, next } = usePages(["passports"], (cursor) =>
    body(
      api.GET("/v1/passports", { params: { query: { limit: 100, ...(cursor && { cursor }) } } }),
    ),
  );
  if (query.isError) {
    return <ProblemNote error={query.error} again={() => void query.refetch()} />;
  }
  if (query.isSuccess && rows.length === 0)
    return <Empty title={said.noneTitle}>{said.none}</Empty>;
  return (
    <Stack gap="sm">
      <Text size="sm" className="quiet">
        {said.lead}
      </Text>
      <DataTable
        label={words.tabs.passports}
        rows={rows}
        columns={COLUMNS}
        rowKey={(each) => each.passport ?? ""}
        loading={query.isPending}
        more={more}
        onEnd={next}
      />
    </Stack>
  );
}
