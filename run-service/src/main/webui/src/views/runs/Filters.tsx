import { Button, Group, Menu, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";
import { count } from "@/format/numbers";
import type { Search } from "@/parts/address";
import { runWords, verdictWords } from "@/words/status";
import { runsWords } from "@/words/runs";
import { offered, type Facets } from "./facets";
import css from "./Runs.module.css";
import { filtered, SEVERAL, SINGLE, toggled, type RunsSearch } from "./search";
import { Since } from "./Since";

const words = runsWords.filters;
const TITLES: Record<string, string> = { ...words, label: words.label_ } as never;

function wordOf(field: string, value: string): string {
  if (field === "status") return runWords[value] ?? value;
  return field === "verdict" ? (verdictWords[value] ?? value) : value;
}

interface Props {
  search: RunsSearch;
  facets: Facets;
  set: (patch: Search) => void;
}

/** What narrows the archive: each filter says how many runs have what it offers. */
export function Filters({ search, facets, set }: Props) {
  return (
    <Group gap={6} role="group" aria-label={words.label}>
      <Query key={search.q} q={search.q} set={set} />
      {SEVERAL.map((field) => (
        <Choice
          key={field}
          field={field}
          facets={facets}
          chosen={search[field]}
          onChoose={(value) => set({ [field]: toggled(search[field], value), ticked: undefined })}
          onClear={() => set({ [field]: undefined })}
          several
        />
      ))}
      {SINGLE.map((field) => (
        <Choice
          key={field}
          field={field}
          facets={facets}
          chosen={search.single[field] ? [search.single[field]] : []}
          onChoose={(value) =>
            set({ [field]: search.single[field] === value ? undefined : value, ticked: undefined })
          }
          onClear={() => set({ [field]: undefined })}
        />
      ))}
      <Since search={search} set={set} />
      {search.group && (
        <Chosen
          text={words.group}
          without={words.group}
          onClear={() => set({ group: undefined })}
        />
      )}
      {filtered(search) && (
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={() =>
            set(
              Object.fromEntries(
                ["q", "group", "since", "until", ...SINGLE, ...SEVERAL].map((n) => [n, undefined]),
              ),
            )
          }
        >
          {words.clear}
        </Button>
      )}
    </Group>
  );
}

function Query({ q, set }: { q: string; set: Props["set"] }) {
  const [text, setText] = useState(q);
  const later = useDebouncedCallback((value: string) => set({ q: value, ticked: undefined }), 300);
  return (
    <TextInput
      type="search"
      w={220}
      aria-label={words.q}
      placeholder={words.q}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        later(event.currentTarget.value);
      }}
    />
  );
}

interface ChoiceProps {
  field: string;
  facets: Facets;
  chosen: string[];
  onChoose: (value: string) => void;
  onClear: () => void;
  several?: boolean;
}

function Choice({ field, facets, chosen, onChoose, onClear, several = false }: ChoiceProps) {
  const options = offered(facets[field], chosen);
  if (options.length === 0) return null;
  const title = TITLES[field] ?? field;
  const text = chosen.map((value) => wordOf(field, value)).join(", ");
  return (
    <Group gap={0} wrap="nowrap">
      <Menu position="bottom-start" closeOnItemClick={!several}>
        <Menu.Target>
          <Button
            variant="default"
            size="compact-sm"
            fw={500}
            className={chosen.length > 0 ? css.chosen : undefined}
          >
            {text ? `${title}: ${text}` : title} <span aria-hidden>&nbsp;▾</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={360} style={{ overflowY: "auto" }}>
          {options.map(({ value, count: runs }) => (
            <Menu.Item
              key={value}
              role={several ? "menuitemcheckbox" : "menuitemradio"}
              aria-checked={chosen.includes(value)}
              onClick={() => onChoose(value)}
              leftSection={<span className={css.tick}>{chosen.includes(value) ? "✓" : ""}</span>}
              rightSection={<span className="quiet">{count(runs)}</span>}
            >
              {wordOf(field, value)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {chosen.length > 0 && <Clear what={title} onClear={onClear} />}
    </Group>
  );
}

/** A filter that cannot be chosen here, only taken away. */
export function Chosen(props: { text: string; without: string; onClear: () => void }) {
  return (
    <Group gap={0} wrap="nowrap">
      <span className={css.fixed}>{props.text}</span>
      <Clear what={props.without} onClear={props.onClear} />
    </Group>
  );
}

export function Clear({ what, onClear }: { what: string; onClear: () => void }) {
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      fw={500}
      px={6}
      aria-label={words.without(what)}
      onClick={onClear}
    >
      ×
    </Button>
  );
}
