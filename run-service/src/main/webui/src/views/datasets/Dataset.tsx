import { Button, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { api, body } from "@/api/client";
import { Empty, ProblemNote } from "@/parts/Notes";
import { useAddress } from "@/parts/useAddress";
import { TabList } from "@/parts/TabList";
import { useMay } from "@/session";
import { datasets as words } from "@/words/datasets";
import css from "./Datasets.module.css";
import { DatasetHead } from "./DatasetHead";
import { DiffView } from "./DiffView";
import type { Edits } from "./edit";
import { EditBar } from "./EditBar";
import { Items } from "./Items";
import { readDatasetSearch, TABS } from "./search";
import { Versions } from "./Versions";
import { UploadDrawer } from "./UploadDrawer";

/** One dataset: its items, its versions, what changed between them. */
export function Dataset() {
  const { name = "" } = useParams({ strict: false });
  const [search, set] = useAddress(readDatasetSearch);
  const mayWrite = useMay("write");
  // Edits are against one version; looking at another keeps them.
  const [edits, setEdits] = useState<{ base: number; edits: Edits }>({ base: 0, edits: new Map() });
  const dataset = useQuery({
    queryKey: ["datasets", name],
    queryFn: () => body(api.GET("/v1/datasets/{name}", { params: { path: { name } } })),
  });
  const latest = dataset.data?.latest_version ?? 0;
  const version = search.v ?? latest;
  const current = edits.base === version ? edits.edits : new Map<string, never>();

  if (dataset.isError) {
    return (
      <div className={css.page}>
        <ProblemNote error={dataset.error} again={() => void dataset.refetch()} />
      </div>
    );
  }
  return (
    <div className={css.page}>
      <DatasetHead
        name={name}
        dataset={dataset.data}
        version={version}
        setVersion={(v) => set({ v: v === latest ? undefined : v, item: undefined })}
        upload={() => set({ upload: true }, true)}
      />
      {dataset.isSuccess && latest === 0 ? (
        <Empty
          title={words.noVersionTitle}
          action={
            mayWrite && (
              <Button onClick={() => set({ upload: true }, true)}>{words.newVersion}</Button>
            )
          }
        >
          {words.noVersionLead}
        </Empty>
      ) : (
        <Tabs
          value={search.tab}
          onChange={(tab) => set({ tab: tab === "items" ? undefined : tab, item: undefined }, true)}
          keepMounted={false}
        >
          <TabList value={search.tab}>
            {TABS.map((tab) => (
              <Tabs.Tab key={tab} value={tab}>
                {words.tabs[tab]}
              </Tabs.Tab>
            ))}
          </TabList>
          <Tabs.Panel value="items">
            <Items
              name={name}
              version={version}
              edits={current}
              edit={(next) => setEdits({ base: version, edits: next })}
            />
          </Tabs.Panel>
          <Tabs.Panel value="versions">
            <Versions name={name} />
          </Tabs.Panel>
          <Tabs.Panel value="diff">
            <DiffView name={name} latest={latest} />
          </Tabs.Panel>
        </Tabs>
      )}
      {edits.edits.size > 0 && (
        <EditBar
          name={name}
          base={edits.base}
          latest={latest}
          edits={edits.edits}
          clear={() => setEdits({ base: 0, edits: new Map() })}
        />
      )}
      {mayWrite && (
        <UploadDrawer opened={search.upload} close={() => set({ upload: undefined })} to={name} />
      )}
    </div>
  );
}
