import { Alert, Button, Code, Group, List, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { problemOf } from "@/api/problem";
import { words } from "@/words/common";

/** What the server refused, in its words, with its code and a way to try again. */
export function ProblemNote({ error, again }: { error: unknown; again?: () => void }) {
  const problem = problemOf(error);
  return (
    <Alert color="red" variant="outline" title={problem.title} role="alert">
      <Stack gap={6} align="flex-start">
        <Text size="sm">{problem.detail}</Text>
        {problem.violations.length > 0 && (
          <List size="sm">
            {problem.violations.map((v, i) => (
              <List.Item key={i}>
                {v.line !== undefined && <>line {v.line}: </>}
                {v.field && <Code>{v.field}</Code>} {v.message}
              </List.Item>
            ))}
          </List>
        )}
        <Group gap="xs">
          {again && (
            <Button variant="default" onClick={again}>
              {words.retry}
            </Button>
          )}
          <Text size="xs" className="quiet">
            {problem.code}
          </Text>
        </Group>
      </Stack>
    </Alert>
  );
}

/** What a place is for while there is nothing in it, and what fills it. */
export function Empty({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <Stack align="center" gap="xs" py={48} px="md">
      <Text fw={600}>{title}</Text>
      {children && (
        <Text component="div" size="sm" className="quiet" ta="center" maw={560}>
          {children}
        </Text>
      )}
      {action}
    </Stack>
  );
}
