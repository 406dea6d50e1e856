import { Button, Code, Group, SegmentedControl, Stack, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { sourcesQuery, type Kind } from "@/api/traffic";
import { CopyButton } from "@/parts/CopyButton";
import { DataTable, RowCount } from "@/parts/DataTable";
import { Empty, ProblemNote } from "@/parts/Notes";
import { PageHead } from "@/parts/PageHead";
import { TabList } from "@/parts/TabList";
import { useAddress } from "@/parts/useAddress";
import { words as common } from "@/words/common";
import { traffic as words } from "@/words/traffic";
import { columns } from "./columns";
import { Filters } from "./Filters";
import { RecordDrawer } from "./record/RecordDrawer";
import { filtered, KINDS, readTrafficSearch, TABS, UNFILTERED } from "./search";
import { Sources } from "./Sources";
import css from "./Traffic.module.css";
import { useTraffic } from "./useTraffic";

/** What production answered: requests, executions, and what they were of. */
export function Traffic() {
  const [search, set] = useAddress(readTrafficSearch);
  const sources = useQuery(sourcesQuery);
  const page = useTraffic(search);
  const narrowed = filtered(search);
  const nothing = page.query.isSuccess && page.rows.length === 0 && !page.more;
  const none = nothing && !narrowed && sources.isSuccess && sources.data.length === 0;
  const open = (id: string) => set({ open: id }, search.open === "");
  const at = page.rows.findIndex((row) => row.id === search.open);
  return (
    <div className={css.page}>
      <PageHead
        title={common.views.traffic}
        lead={words.lead}
        actions={
          <>
            <Button variant="default" component={Link} to="/traffic/review">
              {words.review}
            </Button>
            <Button component={Link} to="/traffic/evaluate">
              {words.evaluate}
            </Button>
          </>
        }
      />
      <Tabs
        value={search.tab}
        onChange={(tab) => set({ tab: tab === "list" ? undefined : tab, open: undefined }, true)}
        keepMounted={false}
      >
        <TabList value={search.tab}>
          {TABS.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {words.tabs[tab]}
            </Tabs.Tab>
          ))}
        </TabList>
        <Tabs.Panel value="list">
          {page.query.isError ? (
            <ProblemNote error={page.query.error} again={() => void page.query.refetch()} />
          ) : (
            <Stack gap="xs">
              <Group gap={6}>
                <SegmentedControl
                  size="xs"
                  aria-label={words.kindLabel}
                  value={search.kind}
                  onChange={(kind) =>
                    set({ kind: kind === "request" ? undefined : kind, open: undefined })
                  }
                  data={KINDS.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
                />
                <Filters search={search} sources={sources.data ?? []} set={set} />
                <RowCount shown={page.rows.length} more={page.more} />
              </Group>
              {nothing ? (
                <Nothing
                  of={none ? "all" : narrowed ? "filters" : search.kind}
                  clear={() => set(UNFILTERED)}
                />
              ) : (
                <DataTable
                  label={words.kinds[search.kind]}
                  rows={page.rows}
                  columns={columns(open)}
                  rowKey={(row) => row.id}
                  open={search.open}
                  loading={page.query.isPending}
                  more={page.more}
                  onEnd={page.next}
                  onRow={(row) => open(row.id)}
                />
              )}
            </Stack>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="sources">
          <Sources />
        </Tabs.Panel>
      </Tabs>
      {search.open !== "" && (
        <RecordDrawer
          key={`${search.kind}/${search.open}`}
          kind={search.kind}
          id={search.open}
          previous={page.rows[at - 1]?.id}
          next={at < 0 ? undefined : page.rows[at + 1]?.id}
          open={(id) => set({ open: id })}
          only={(filter) => set({ ...filter, open: undefined }, true)}
          close={() => set({ open: undefined })}
        />
      )}
    </div>
  );
}

/** Why the table is empty, and what would fill it. */
function Nothing({ of, clear }: { of: "all" | "filters" | Kind; clear: () => void }) {
  if (of === "filters") {
    return (
      <Empty
        title={words.noneFit}
        action={
          <Button variant="default" onClick={clear}>
            {words.filters.clear}
          </Button>
        }
      >
        {words.noneFitLead}
      </Empty>
    );
  }
  if (of !== "all") return <Empty title={words.noneOfKind[of]} />;
  return (
    <Empty
      title={words.none}
      action={
        <Group gap="xs">
          <Code>{words.command}</Code>
          <CopyButton text={words.command} size="compact-xs" />
        </Group>
      }
    >
      {words.noneLead}
    </Empty>
  );
}
