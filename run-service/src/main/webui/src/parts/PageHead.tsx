import { Group, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import css from "./PageHead.module.css";

/** The head of a view: what it is, one line about it, what one can do. */
export function PageHead({
  title,
  lead,
  above,
  actions,
}: {
  title: ReactNode;
  lead?: ReactNode;
  above?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <Stack gap={4} mb="md">
      {above && (
        <Text component="div" size="xs" className={`quiet ${css.above}`}>
          {above}
        </Text>
      )}
      <Group justify="space-between" align="flex-start" gap="sm">
        <Title order={1} style={{ overflowWrap: "anywhere", minWidth: 0 }}>
          {title}
        </Title>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {lead && (
        <Text component="div" size="sm" className="quiet" maw={760}>
          {lead}
        </Text>
      )}
    </Stack>
  );
}
