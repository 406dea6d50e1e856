import { ActionIcon, Button, Checkbox, Group, Popover, ScrollArea } from "@mantine/core";
import { itemWords } from "@/words/item";
import { isHidden, moved, NO_LAYOUT, ordered, toggled, type Column, type Layout } from "./columns";

const words = itemWords.columns;

/** Which columns are shown, and in which order. */
export function ColumnMenu({
  all,
  layout,
  change,
}: {
  all: Column[];
  layout: Layout;
  change: (layout: Layout) => void;
}) {
  return (
    <Popover position="bottom-end" trapFocus returnFocus width={280}>
      <Popover.Target>
        <Button variant="default">{words.menu}</Button>
      </Popover.Target>
      <Popover.Dropdown>
        <ScrollArea.Autosize mah={340}>
          {ordered(all, layout).map((column) => (
            <Group key={column.id} gap={4} wrap="nowrap" justify="space-between" py={2}>
              <Checkbox
                size="xs"
                label={column.name}
                checked={!isHidden(column.id, layout)}
                onChange={() => change(toggled(column.id, layout))}
              />
              <Group gap={0} wrap="nowrap">
                <ActionIcon
                  variant="subtle"
                  size="sm"
                  aria-label={words.up(column.name)}
                  onClick={() => change(moved(all, layout, column.id, -1))}
                >
                  ↑
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  size="sm"
                  aria-label={words.down(column.name)}
                  onClick={() => change(moved(all, layout, column.id, 1))}
                >
                  ↓
                </ActionIcon>
              </Group>
            </Group>
          ))}
        </ScrollArea.Autosize>
        <Button variant="subtle" mt={6} onClick={() => change(NO_LAYOUT)}>
          {words.reset}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
