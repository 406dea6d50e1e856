import { Group } from "@mantine/core";
import { exact } from "@/format/times";
import type { Search } from "@/parts/address";
import { traffic } from "@/words/traffic";
import { Choice } from "./FilterParts";
import { PRESETS, type Window } from "./window";
import { WindowEnds } from "./WindowEnds";

const words = traffic.window;

/** The time that is looked at: by a word, or from here to there. */
export function WindowChoice({ window, set }: { window: Window; set: (patch: Search) => void }) {
  const options = PRESETS.filter((one) => one !== "").map((value) => ({
    value,
    label: value === "own" && window.last === "own" ? endsSaid(window) : words[value],
  }));
  return (
    <Group gap={6}>
      <Choice
        title={traffic.filters.window}
        chosen={window.last === "" ? [] : [window.last]}
        options={options}
        onChoose={(last) => set({ last })}
        onClear={() => set({ last: undefined, since: undefined, until: undefined })}
      />
      {window.last === "own" && <WindowEnds window={window} set={set} />}
    </Group>
  );
}

/** `from 2026-10-01 until 2026-11-01`; the preset's own word while there is neither. */
function endsSaid({ since, until }: Window): string {
  const said = [
    since && words.from(exact(since).slice(0, 16)),
    until && words.to(exact(until).slice(0, 16)),
  ].filter(Boolean);
  return said.length > 0 ? said.join(" ") : words.own;
}
