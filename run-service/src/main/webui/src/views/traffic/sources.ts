import type { FoundSource, SourceType } from "@/api/traffic";
import { count } from "@/format/numbers";
import { visibleText } from "@/parts/text/visible";
import { evaluateWords } from "@/words/evaluateTraffic";

export const TYPES = ["skill", "agent", "request_domain", "feature"] as const;

export interface ChosenSource {
  type: SourceType;
  id: string;
}

export const keyOfSource = ({ type, id }: ChosenSource) => `${type}/${id}`;

/** The source that a key names; an id may have any characters in it. */
export function sourceOfKey(key: string | null): ChosenSource | null {
  const at = key?.indexOf("/") ?? -1;
  const type = TYPES.find((one) => one === key?.slice(0, at));
  return key === null || type === undefined ? null : { type, id: key.slice(at + 1) };
}

/** The sources by what they are, to choose from; the versions of an agent are one. */
export function groupedSources(sources: readonly FoundSource[]) {
  return TYPES.map((type) => {
    const totals = new Map<string, number>();
    for (const one of sources) {
      if (one.source_type === type) totals.set(one.id, (totals.get(one.id) ?? 0) + one.total);
    }
    const items = [...totals].map(([id, total]) => ({
      value: keyOfSource({ type, id }),
      label: `${visibleText(id)} · ${count(total)}`,
    }));
    return { group: evaluateWords.source.types[type], items };
  }).filter((group) => group.items.length > 0);
}
