import { textOf, wordOf, type Search } from "@/parts/address";
import { OUTCOMES, VERBS } from "./audited";

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
  outcome: string;
  verb: string;
  since: string;
  until: string;
}

/** What a tab keeps in the address and the next one does not know. */
export const OF_A_TAB = ["q", "key", "object", "outcome", "verb", "since", "until"] as const;

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
    outcome: wordOf(search.outcome, ["", ...OUTCOMES]),
    verb: wordOf(search.verb, ["", ...VERBS]),
    since: textOf(search.since),
    until: textOf(search.until),
  };
}
