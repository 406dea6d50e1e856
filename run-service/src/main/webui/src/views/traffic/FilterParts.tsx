import { Button, Group, Menu, Popover, Select, Stack, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { count } from "@/format/numbers";
import { visibleText } from "@/parts/text/visible";
import { traffic } from "@/words/traffic";
import type { Option } from "./offers";
import type { TextFilter } from "./search";
import css from "./Traffic.module.css";

const words = traffic.filters;

/** A filter that is set, with a way to take it away. */
export function Chip(props: { text: string; without: string; onClear: () => void }) {
  return (
    <Group gap={0} wrap="nowrap">
      <Button
        variant="default"
        size="compact-sm"
        fw={500}
        className={css.chosen}
        onClick={props.onClear}
      >
        {props.text}
        <span aria-hidden>&nbsp;×</span>
        <span className={css.hidden}>, {words.without(props.without)}</span>
      </Button>
    </Group>
  );
}

/** A filter with what can be chosen. */
export function Choice({
  title,
  options,
  chosen = [],
  several = false,
  onChoose,
  onClear,
}: {
  title: string;
  options: readonly Option[];
  chosen?: readonly string[];
  several?: boolean;
  onChoose: (value: string) => void;
  onClear?: () => void;
}) {
  const labels = options.filter((one) => chosen.includes(one.value)).map((one) => one.label);
  return (
    <Group gap={0} wrap="nowrap">
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            variant="default"
            size="compact-sm"
            fw={500}
            className={chosen.length > 0 ? css.chosen : undefined}
          >
            {labels.length > 0 ? `${title}: ${labels.join(", ")}` : title}
            <span aria-hidden>&nbsp;▾</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={360} style={{ overflowY: "auto" }}>
          {options.map((one) => {
            const Item = several ? Menu.CheckboxItem : Menu.RadioItem;
            return (
              <Item
                key={one.value}
                value={one.value}
                checked={chosen.includes(one.value)}
                closeMenuOnClick={!several}
                onChange={() => onChoose(one.value)}
                rightSection={
                  one.count === undefined ? null : <span className="quiet">{count(one.count)}</span>
                }
              >
                {visibleText(one.label)}
              </Item>
            );
          })}
        </Menu.Dropdown>
      </Menu>
      {chosen.length > 0 && onClear && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          px={6}
          aria-label={words.without(title)}
          onClick={onClear}
        >
          ×
        </Button>
      )}
    </Group>
  );
}

/** Filters of which the values are not known beforehand: they are typed. */
export function TextChoice({
  names,
  set,
}: {
  names: readonly TextFilter[];
  set: (name: TextFilter, value: string) => void;
}) {
  const [opened, open] = useState(false);
  const [name, choose] = useState<TextFilter | null>(null);
  const [value, setValue] = useState("");
  const chosen = name !== null && names.includes(name) ? name : (names[0] ?? null);
  if (chosen === null) return null;
  function apply(event: FormEvent) {
    event.preventDefault();
    if (chosen === null || value.trim() === "") return;
    set(chosen, value.trim());
    setValue("");
    open(false);
  }
  return (
    <Popover opened={opened} onChange={open} position="bottom-start" trapFocus withRoles>
      <Popover.Target>
        <Button variant="default" size="compact-sm" fw={500} onClick={() => open(!opened)}>
          {words.more} <span aria-hidden>&nbsp;▾</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={apply}>
          <Stack gap="xs">
            <Select
              aria-label={words.label}
              allowDeselect={false}
              comboboxProps={{ withinPortal: false }}
              data={names.map((one) => ({ value: one, label: words.names[one] }))}
              value={chosen}
              onChange={(next) => choose(next as TextFilter)}
            />
            <TextInput
              label={words.exactly}
              data-autofocus
              value={value}
              onChange={(event) => setValue(event.currentTarget.value)}
            />
            <Button type="submit" disabled={value.trim() === ""}>
              {words.apply}
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
