import { TextInput } from "@mantine/core";
import type { Search } from "@/parts/address";
import { traffic } from "@/words/traffic";
import { localTime, type Window } from "./window";

const words = traffic.window;

/** The two ends of a window, in the reader's zone. */
export function WindowEnds({ window, set }: { window: Window; set: (patch: Search) => void }) {
  return (["since", "until"] as const).map((end) => (
    <TextInput
      key={end}
      type="datetime-local"
      aria-label={words[end]}
      value={localTime(window[end])}
      onChange={(event) => {
        const text = event.currentTarget.value;
        set({ [end]: text === "" ? undefined : new Date(text).toISOString() });
      }}
    />
  ));
}
