import { Tabs } from "@mantine/core";
import type { ComponentType } from "react";
import { PageHead } from "@/parts/PageHead";
import { TabList } from "@/parts/TabList";
import { useMay } from "@/session";
import { words as common } from "@/words/common";
import { settings as words } from "@/words/settings";
import { About } from "./About";
import { Audit } from "./Audit";
import { Cache } from "./Cache";
import { Keys } from "./Keys";
import { Passports } from "./Passports";
import { Prices } from "./Prices";
import { OF_A_TAB, tabsFor, type Tab } from "./search";
import css from "./Settings.module.css";
import { useSettingsAddress } from "./useSettingsAddress";
import { Workspace } from "./Workspace";

const PANELS: Record<Tab, ComponentType> = {
  keys: Keys,
  workspace: Workspace,
  prices: Prices,
  cache: Cache,
  passports: Passports,
  audit: Audit,
  about: About,
};

/** Everything of the workspace that is no run, dataset or account. */
export function Settings() {
  const [{ tab }, set] = useSettingsAddress();
  const tabs = tabsFor(useMay("admin"));
  return (
    <div className={css.page}>
      <PageHead title={common.views.settings} />
      <Tabs
        value={tab}
        onChange={(next) =>
          set({ ...Object.fromEntries(OF_A_TAB.map((each) => [each, undefined])), tab: next }, true)
        }
        keepMounted={false}
      >
        <TabList value={tab}>
          {tabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {words.tabs[each]}
            </Tabs.Tab>
          ))}
        </TabList>
        {tabs.map((each) => {
          const Panel = PANELS[each];
          return (
            <Tabs.Panel key={each} value={each}>
              <Panel />
            </Tabs.Panel>
          );
        })}
      </Tabs>
    </div>
  );
}
