import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { words } from "@/words/common";
import { ProblemNote } from "./Notes";
import { PartMissing } from "./part";

/** In place of a part of the page that has failed, or that could not be fetched. */
export function Fault({ error, again }: { error: unknown; again: () => void }) {
  if (error instanceof PartMissing) return <Missing renewed={error.renewed} />;
  return (
    <div>
      <p>{words.fault}</p>
      <ProblemNote error={error} again={again} />
    </div>
  );
}

function Missing({ renewed }: { renewed: boolean }) {
  const { title, lead } = renewed ? words.renewed : words.missing;
  return (
    <Alert color="accent" variant="outline" title={title} role="status" maw={560}>
      <Stack gap="xs">
        <Text size="sm">{lead}</Text>
        <Group>
          <Button variant="default" onClick={() => location.reload()}>
            {words.loadAgain}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
