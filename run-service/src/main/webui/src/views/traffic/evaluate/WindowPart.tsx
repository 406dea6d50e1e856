import { NumberInput, Select } from "@mantine/core";
import css from "@/views/launch/Launch.module.css";
import { Part } from "@/views/launch/Part";
import { evaluateWords } from "@/words/evaluateTraffic";
import { traffic } from "@/words/traffic";
import { PRESETS } from "../window";
import { WindowEnds } from "../WindowEnds";
import type { PartProps } from "./part";

const words = evaluateWords.window;

/** Which answers of the source: by their time, and the newest so many. */
export function WindowPart({ search, set }: PartProps) {
  return (
    <Part title={words.title}>
      <div className={css.columns}>
        <Select
          label={words.label}
          allowDeselect={false}
          data={PRESETS.map((value) => ({ value, label: traffic.window[value] }))}
          value={search.window.last}
          onChange={(last) =>
            set(
              last === "own"
                ? { last }
                : { last: last ?? undefined, since: undefined, until: undefined },
            )
          }
        />
        <NumberInput
          label={words.limit}
          placeholder={words.all}
          min={1}
          allowDecimal={false}
          value={search.limit ?? ""}
          onChange={(limit) => set({ limit: limit === "" ? undefined : Number(limit) })}
        />
        {search.window.last === "own" && <WindowEnds window={search.window} set={set} />}
      </div>
    </Part>
  );
}
