import type { Kind, SourceType } from "@/api/traffic";
import { textOf, wordOf, type Search } from "@/parts/address";
import { endsOf, readWindow, type Window } from "./window";

/** What traffic is narrowed to one value by, by the names that the API has for it. */
export const TEXTS = [
  "skill",
  "skill_version",
  "agent",
  "agent_version",
  "domain",
  "feature",
  "model",
  "session",
  "environment",
] as const;
export type TextFilter = (typeof TEXTS)[number];

export const STATUSES = ["completed", "failed", "incomplete"] as const;
/** What people have said of it; "" is whatever it is. */
export const SAID = ["", "none", "any", "json", "notes"] as const;
export const KINDS = ["request", "agent_execution"] as const;
export const TABS = ["list", "sources"] as const;

/** What the address of the traffic says. */
export interface TrafficSearch {
  tab: (typeof TABS)[number];
  kind: Kind;
  texts: Partial<Record<TextFilter, string>>;
  status: string[];
  feedback: (typeof SAID)[number];
  window: Window;
  /** The id of the open record. */
  open: string;
}

export function readTrafficSearch(search: Search): TrafficSearch {
  const texts: TrafficSearch["texts"] = {};
  for (const name of TEXTS) {
    const value = textOf(search[name]);
    if (value !== "") texts[name] = value;
  }
  return {
    tab: wordOf(search.tab, TABS),
    kind: wordOf(search.kind, KINDS),
    texts,
    status: textOf(search.status)
      .split(",")
      .filter((one) => (STATUSES as readonly string[]).includes(one)),
    feedback: wordOf(textOf(search.feedback), SAID),
    window: readWindow(search),
    open: textOf(search.open),
  };
}

/** The filters as the API takes them. */
export function queryOf(search: TrafficSearch, now: number): Record<string, string> {
  const { texts, status, feedback, window } = search;
  return {
    ...texts,
    ...(status.length > 0 && { status: status.join(",") }),
    ...(feedback !== "" && { feedback }),
    ...endsOf(window, now),
  };
}

/** Whether anything is filtered. */
export function filtered(search: TrafficSearch): boolean {
  return (
    Object.keys(search.texts).length > 0 ||
    search.status.length > 0 ||
    search.feedback !== "" ||
    search.window.last !== ""
  );
}

/** The change of the address that takes every filter away. */
export const UNFILTERED: Search = Object.fromEntries(
  [...TEXTS, "status", "feedback", "last", "since", "until"].map((name) => [name, undefined]),
);

/** A list with a value put in, or taken out if it was there. */
export function toggled(list: readonly string[], value: string): string {
  return (list.includes(value) ? list.filter((one) => one !== value) : [...list, value]).join(",");
}

/** The filters that leave what belongs to a source, and the kinds of records that it has. */
export function ofSource(
  type: SourceType,
  id: string,
  version?: string | null,
): { kinds: Kind[]; filter: Partial<Record<TextFilter, string>> } {
  switch (type) {
    case "skill":
      return { kinds: ["request", "agent_execution"], filter: { skill: id } };
    case "feature":
      return { kinds: ["request", "agent_execution"], filter: { feature: id } };
    case "agent":
      return {
        kinds: ["agent_execution"],
        filter: { agent: id, ...(version && { agent_version: version }) },
      };
    case "request_domain":
      return { kinds: ["request"], filter: { domain: id } };
  }
}
