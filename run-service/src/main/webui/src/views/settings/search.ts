import { textOf, wordOf, type Search } from "@/parts/address";

export const TABS = [
  "keys",
  "workspace",
  "prices",
  "cache",
  "passports",
  "audit",
  "about",
] as const;

export type Tab = (typeof TABS)[number];

/** Tabs that only a key of the scope admin can see. */
const ADMIN: readonly Tab[] = ["keys", "workspace", "audit"];

export interface SettingsSearch {
  tab: Tab;
  q: string;
  key: string;
  object: string;
}

/** The tabs for a key. */
export function tabsFor(admin: boolean): Tab[] {
  return TABS.filter((tab) => admin || !ADMIN.includes(tab));
}

/** What the settings keep in the address; a tab that the key may not see is the first it may. */
export function readSettingsSearch(search: Search, admin: boolean): SettingsSearch {
  const tabs = tabsFor(admin);
  const first: Tab = tabs[0] ?? "about";
  return {
    tab: wordOf<Tab>(search.tab, [first, ...tabs]),
    q: textOf(search.q),
    key: textOf(search.key),
    object: textOf(search.object),
  };
}
