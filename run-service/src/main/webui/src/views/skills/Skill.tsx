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
import { evaluations } from "@/words/evaluations";
import { skills as words } from "@/words/skills";
import css from "../evaluations/Evaluations.module.css";
import { History } from "../evaluations/History";
import { VersionDiff } from "../evaluations/VersionDiff";
import { VersionSelect } from "../evaluations/VersionSelect";
import { Definition } from "./Definition";
import { proposalOf, versionOf } from "./describe";
import { Proposed } from "./Proposed";
import { readSkillSearch, TABS } from "./search";
import { useVersions } from "./useVersions";

/** One skill: what it says, what its runs came to, how it changed. */
export function Skill() {
  const { name = "" } = useParams({ strict: false });
  const [search, set] = useAddress(readSkillSearch);
  const mayWrite = useMay("write");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const newest = useQuery({
    queryKey: ["skills", name],
    queryFn: () => body(api.GET("/v1/skills/{name}", { params: { path: { name } } })),
  });
  const versions = useVersions(name);
  const latest = newest.data?.version ?? 0;
  const wanted = search.v ?? latest;
  const shown = versions.rows.find((each) => each.version === wanted) ?? newest.data;

  const proposed = shown?.state === "proposed" ? shown : proposalOf(versions.rows, latest);

  async function adopt(version: number) {
    const path = { name, version };
    await body(api.POST("/v1/skills/{name}/versions/{version}/adopt", { params: { path } }));
    await queries.invalidateQueries({ queryKey: ["skills"] });
  }

  async function remove() {
    await api.DELETE("/v1/skills/{name}", { params: { path: { name } } });
    queries.removeQueries({ queryKey: ["skills", name] });
    await queries.invalidateQueries({ queryKey: ["skills"] });
    await navigate({ to: "/skills" });
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
        above={<Link to="/skills">{words.title}</Link>}
        title={name}
        lead={
          newest.data && (
            <>
              {evaluations.version(latest)} · <Ago at={newest.data.created_at} />
              {newest.data.definition.description && (
                <> · {visibleText(newest.data.definition.description)}</>
              )}
            </>
          )
        }
        actions={
          <>
            <Button
              variant="default"
              renderRoot={(props) => (
                <Link
                  to="/traffic/evaluate"
                  search={{ source_type: "skill", id: name } as never}
                  {...props}
                />
              )}
            >
              {words.evaluate}
            </Button>
            <VersionSelect versions={versions.rows} latest={latest} shown={wanted} set={set} />
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
      {proposed && (
        <Proposed
          version={proposed.version}
          looked={proposed === shown}
          look={() => set({ v: proposed.version })}
          adopt={mayWrite ? () => adopt(proposed.version) : undefined}
        />
      )}
      <Tabs
        value={search.tab}
        onChange={(tab) => set({ tab: tab === "definition" ? undefined : tab }, true)}
        keepMounted={false}
      >
        <TabList value={search.tab}>
          {TABS.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {words.tabs[tab]}
            </Tabs.Tab>
          ))}
        </TabList>
        <Tabs.Panel value="definition">
          <Definition skill={shown} />
        </Tabs.Panel>
        <Tabs.Panel value="runs">
          <History of={{ skill: name }} version={(run) => versionOf(run.target?.skill)} />
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
      </Tabs>
    </div>
  );
}
