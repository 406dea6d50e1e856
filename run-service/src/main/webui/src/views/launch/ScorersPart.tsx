import { Select, Text } from "@mantine/core";
import type { Schemas } from "@/api/client";
import { launchWords } from "@/words/launch";
import { freeKey, scorersOf, withScorers, type ScorerDraft } from "./draft";
import { errorAt } from "./errors";
import { useScorers } from "./options";
import { Part } from "./Part";
import type { PartProps } from "./part";
import { ScorerFields } from "./ScorerFields";

const words = launchWords.scorers;

/** The threshold that the catalogue proposes; most scorers have none. */
function proposed(scorer: Schemas["Scorer"] | undefined): number | undefined {
  const threshold = (scorer?.params as Record<string, unknown> | undefined)?.[
    "x-default-threshold"
  ];
  return typeof threshold === "number" ? threshold : undefined;
}

/** `answer_relevancy` as a heading. */
function heading(category: string | undefined): string {
  const text = (category ?? "custom").replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The scorers of the catalogue under their categories, recommended ones first. */
export function grouped(scorers: readonly Schemas["Scorer"][]) {
  const groups = new Map<string, { value: string; label: string }[]>();
  const sorted = [...scorers].sort(
    (a, b) => Number(b.recommended) - Number(a.recommended) || a.name.localeCompare(b.name),
  );
  for (const { id, name, category } of sorted) {
    const group = heading(category);
    groups.set(group, [...(groups.get(group) ?? []), { value: id, label: name }]);
  }
  return [...groups].map(([group, items]) => ({ group, items }));
}

/** How answers are scored: scorers of the catalogue with their parameters. */
export function ScorersPart({ view, set, errors }: PartProps) {
  const catalogue = useScorers();
  const scorers = scorersOf(view);
  const find = (id: string) => catalogue.data?.find((one) => one.id === id.split("@")[0]);
  const add = (id: string | null) => {
    if (!id) return;
    const scorer: ScorerDraft = { id, key: freeKey(id, scorers), threshold: proposed(find(id)) };
    set(withScorers([...scorers, scorer]));
  };
  return (
    <Part title={words.title}>
      {scorers.length === 0 && (
        <Text size="sm" className="quiet">
          {words.none}
        </Text>
      )}
      {scorers.map((scorer, at) => (
        <ScorerFields
          key={at}
          scorer={scorer}
          about={find(scorer.id)}
          at={at}
          errors={errors}
          onChange={(next) => set(withScorers(scorers.map((one, i) => (i === at ? next : one))))}
          onRemove={() => set(withScorers(scorers.filter((_, i) => i !== at)))}
        />
      ))}
      <Select
        key={scorers.length}
        aria-label={words.add}
        placeholder={words.add}
        w={280}
        searchable
        data={grouped(catalogue.data ?? [])}
        value={null}
        error={errorAt(errors, "scorers")}
        onChange={add}
      />
    </Part>
  );
}
