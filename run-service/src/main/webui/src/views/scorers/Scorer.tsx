import { Tabs } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { api, body } from "@/api/client";
import { ConfirmButton } from "@/parts/ConfirmButton";
import { ProblemNote } from "@/parts/Notes";
import { PageHead } from "@/parts/PageHead";
import { visibleText } from "@/parts/text/visible";
import { useAddress } from "@/parts/useAddress";
import { TabList } from "@/parts/TabList";
import { useMay } from "@/session";
import { words as common } from "@/words/common";
import { scorers as words } from "@/words/scorers";
import { About } from "./About";
import { Editor } from "./Editor";
import { readScorerSearch, TABS, type Kind } from "./search";
import css from "./Scorers.module.css";
import { TryOut } from "./TryOut";
import { ScorerVersions } from "./ScorerVersions";

/** One scorer: what it does, a try-out, and for one's own an editor and its versions. */
export function Scorer() {
  const { id = "" } = useParams({ strict: false });
  const [{ tab }, set] = useAddress(readScorerSearch);
  const mayWrite = useMay("write");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const scorer = useQuery({
    queryKey: ["scorers", id],
    queryFn: () => body(api.GET("/v1/scorers/{id}", { params: { path: { id } } })),
  });

  async function remove() {
    await api.DELETE("/v1/scorers/{id}", { params: { path: { id } } });
    queries.removeQueries({ queryKey: ["scorers", id] });
    await queries.invalidateQueries({ queryKey: ["scorers"] });
    await navigate({ to: "/scorers" });
  }

  if (scorer.isError) {
    return (
      <div className={css.page}>
        <ProblemNote error={scorer.error} again={() => void scorer.refetch()} />
      </div>
    );
  }
  const own = scorer.data?.custom === true;
  const tabs = TABS.filter(
    (each) => (each !== "edit" || (own && mayWrite)) && (each !== "versions" || own),
  );
  const shown = tabs.includes(tab) ? tab : "about";
  return (
    <div className={css.page}>
      <PageHead
        above={<Link to="/scorers">{common.views.scorers}</Link>}
        title={id}
        lead={visibleText(scorer.data?.description ?? "")}
        actions={
          own &&
          mayWrite && (
            <ConfirmButton
              label={words.edit.remove}
              title={words.edit.removeTitle(id)}
              confirm={words.edit.remove}
              act={remove}
            >
              {words.edit.removeLead}
            </ConfirmButton>
          )
        }
      />
      <Tabs
        value={shown}
        onChange={(next) => set({ tab: next === "about" ? undefined : next }, true)}
        keepMounted={false}
      >
        <TabList value={tab}>
          {tabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {words.tabs[each]}
            </Tabs.Tab>
          ))}
        </TabList>
        {scorer.data && (
          <>
            <Tabs.Panel value="about">
              <About scorer={scorer.data} />
            </Tabs.Panel>
            <Tabs.Panel value="try">
              <TryOut scorer={scorer.data} />
            </Tabs.Panel>
            <Tabs.Panel value="edit">
              <Editor
                key={scorer.data.version}
                kind={(scorer.data.definition?.kind ?? "expression") as Kind}
                scorer={scorer.data}
              />
            </Tabs.Panel>
            <Tabs.Panel value="versions">
              <ScorerVersions id={id} />
            </Tabs.Panel>
          </>
        )}
      </Tabs>
    </div>
  );
}
