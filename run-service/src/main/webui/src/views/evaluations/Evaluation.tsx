import { Button, Tabs } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { api, body } from "@/api/client";
import { ConfirmButton } from "@/parts/ConfirmButton";
import { ProblemNote } from "@/parts/Notes";
import { PageHead } from "@/parts/PageHead";
import { Ago } from "@/parts/Time";
import { visibleText } from "@/parts/text/visible";
import { useAddress } from "@/parts/useAddress";
import { TabList } from "@/parts/TabList";
import { useMay } from "@/session";
import { words as common } from "@/words/common";
import { evaluations as words } from "@/words/evaluations";
import { DefinitionView } from "./DefinitionView";
import css from "./Evaluations.module.css";
import { History } from "./History";
import { readEvaluationSearch, TABS } from "./search";
import { useVersions } from "./useVersions";
import { VersionDiff } from "./VersionDiff";
import { VersionSelect } from "./VersionSelect";
import { YamlEditor } from "./YamlEditor";

/** One evaluation: what it says, what its runs came to, how it changed. */
export function Evaluation() {
  const { name = "" } = useParams({ strict: false });
  const [search, set] = useAddress(readEvaluationSearch);
  const mayWrite = useMay("write");
  const mayRun = useMay("run");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const newest = useQuery({
    queryKey: ["evaluations", name],
    queryFn: () => body(api.GET("/v1/evaluations/{name}", { params: { path: { name } } })),
  });
  const versions = useVersions(name);
  const latest = newest.data?.version ?? 0;
  const wanted = search.v ?? latest;
  const shown = versions.rows.find((each) => each.version === wanted) ?? newest.data;

  async function remove() {
    await api.DELETE("/v1/evaluations/{name}", { params: { path: { name } } });
    queries.removeQueries({ queryKey: ["evaluations", name] });
    await queries.invalidateQueries({ queryKey: ["evaluations"] });
    await navigate({ to: "/evaluations" });
  }

  if (newest.isError) {
    return (
      <div className={css.page}>
        <ProblemNote error={newest.error} again={() => void newest.refetch()} />
      </div>
    );
  }
  return (
    <div className={css.page}>
      <PageHead
        above={<Link to="/evaluations">{common.views.evaluations}</Link>}
        title={name}
        lead={
          newest.data && (
            <>
              {words.version(latest)} · <Ago at={newest.data.created_at} />
              {newest.data.description && <> · {visibleText(newest.data.description)}</>}
            </>
          )
        }
        actions={
          <>
            <VersionSelect versions={versions.rows} latest={latest} shown={wanted} set={set} />
            {mayRun && (
              <Button
                renderRoot={(props) => (
                  <Link to="/launch" search={{ evaluation: name } as never} {...props} />
                )}
              >
                {words.launch}
              </Button>
            )}
            {mayWrite && (
              <ConfirmButton
                label={words.remove}
                title={words.removeTitle(name)}
                confirm={words.remove}
                act={remove}
              >
                {words.removeLead}
              </ConfirmButton>
            )}
          </>
        }
      />
      <Tabs
        value={search.tab}
        onChange={(tab) => set({ tab: tab === "definition" ? undefined : tab }, true)}
        keepMounted={false}
      >
        <TabList value={search.tab}>
          {TABS.filter((tab) => tab !== "edit" || mayWrite).map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {words.tabs[tab]}
            </Tabs.Tab>
          ))}
        </TabList>
        <Tabs.Panel value="definition">
          <DefinitionView
            definition={shown?.definition}
            as={search.as}
            change={(as) => set({ as: as === "form" ? undefined : as })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="runs">
          <History of={{ evaluation: name }} version={(run) => run.evaluation_version ?? null} />
        </Tabs.Panel>
        <Tabs.Panel value="versions">
          <VersionDiff
            versions={versions.rows}
            pending={versions.query.isPending}
            one={words.oneVersion}
            to={wanted}
            from={search.from ?? wanted - 1}
            set={set}
          />
        </Tabs.Panel>
        {mayWrite && (
          <Tabs.Panel value="edit">
            {shown && (
              <YamlEditor key={shown.version} name={name} definition={shown.definition ?? null} />
            )}
          </Tabs.Panel>
        )}
      </Tabs>
    </div>
  );
}
