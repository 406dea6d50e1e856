import { Button, Group } from "@mantine/core";
import type { FoundSource } from "@/api/traffic";
import type { Search } from "@/parts/address";
import { visibleText } from "@/parts/text/visible";
import { trafficWords } from "@/words/status";
import { traffic } from "@/words/traffic";
import { Choice, Chip, TextChoice } from "./FilterParts";
import { offers } from "./offers";
import { filtered, SAID, STATUSES, TEXTS, toggled, UNFILTERED, type TrafficSearch } from "./search";
import { WindowChoice } from "./WindowChoice";

const words = traffic.filters;

interface Props {
  search: TrafficSearch;
  sources: readonly FoundSource[];
  set: (patch: Search, add?: boolean) => void;
}

/** What narrows the list, as chips; each can be taken away again, and all stand in the address. */
export function Filters({ search, sources, set }: Props) {
  const offered = offers(sources, search.kind);
  const chosen = TEXTS.filter((name) => search.texts[name] !== undefined);
  const typed = TEXTS.filter((name) => !chosen.includes(name) && !(name in offered));
  return (
    <Group gap={6} role="group" aria-label={words.label}>
      {chosen.map((name) => (
        <Chip
          key={name}
          text={`${words.names[name]}: ${visibleText(search.texts[name] ?? "")}`}
          without={words.names[name]}
          onClear={() => set({ [name]: undefined })}
        />
      ))}
      {TEXTS.map((name) => {
        const options = offered[name];
        if (!options || options.length === 0 || chosen.includes(name)) return null;
        return (
          <Choice
            key={name}
            title={words.names[name]}
            options={options}
            onChoose={(value) => set({ [name]: value })}
          />
        );
      })}
      <Choice
        title={words.status}
        chosen={search.status}
        options={STATUSES.map((value) => ({ value, label: trafficWords[value] ?? value }))}
        several
        onChoose={(value) => set({ status: toggled(search.status, value) })}
        onClear={() => set({ status: undefined })}
      />
      <Choice
        title={words.feedback}
        chosen={search.feedback === "" ? [] : [search.feedback]}
        options={SAID.filter((one) => one !== "").map((value) => ({
          value,
          label: traffic.said[value],
        }))}
        onChoose={(value) => set({ feedback: value === search.feedback ? undefined : value })}
        onClear={() => set({ feedback: undefined })}
      />
      <WindowChoice window={search.window} set={set} />
      <TextChoice names={typed} set={(name, value) => set({ [name]: value })} />
      {filtered(search) && (
        <Button variant="subtle" size="compact-xs" onClick={() => set(UNFILTERED)}>
          {words.clear}
        </Button>
      )}
    </Group>
  );
}
