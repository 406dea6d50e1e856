import { Button, Group, Menu } from "@mantine/core";
import type { Search } from "@/parts/address";
import { exact } from "@/format/times";
import { runsWords } from "@/words/runs";
import { Clear } from "./Filters";
import css from "./Runs.module.css";
import type { RunsSearch } from "./search";

const words = runsWords.filters;
const DAY = 86_400_000;
const SPANS = [
  { days: 1, word: words.spans.day },
  { days: 7, word: words.spans.week },
  { days: 30, word: words.spans.month },
];

function daysAgo(days: number): string {
  const day = new Date(Date.now() - days * DAY).toISOString().slice(0, 10);
  return `${day}T00:00:00Z`;
}

/** From when on runs are shown. A day of the calendar, so that the address says the same tomorrow. */
export function Since({ search, set }: { search: RunsSearch; set: (patch: Search) => void }) {
  const { since } = search;
  const choose = (days: number) => {
    set({ since: daysAgo(days), ticked: undefined });
  };
  return (
    <Group gap={0} wrap="nowrap">
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            variant="default"
            size="compact-sm"
            fw={500}
            className={since ? css.chosen : undefined}
          >
            {since ? words.sinceDay(exact(since).slice(0, 10)) : words.since}
            <span aria-hidden>&nbsp;▾</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {SPANS.map(({ days, word }) => (
            <Menu.Item key={days} onClick={() => choose(days)}>
              {word}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {since && <Clear what={words.since} onClear={() => set({ since: undefined })} />}
    </Group>
  );
}
