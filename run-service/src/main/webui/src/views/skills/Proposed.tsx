import { Alert, Button, Group, Text } from "@mantine/core";
import { ConfirmButton } from "@/parts/ConfirmButton";
import { skills as words } from "@/words/skills";

/** Says that a version is only proposed and offers to adopt it, or that one waits to be looked at. */
export function Proposed({
  version,
  looked,
  look,
  adopt,
}: {
  version: number;
  /** Whether it is the one that is shown. */
  looked: boolean;
  look: () => void;
  /** Undefined for those who may not. */
  adopt: (() => Promise<unknown>) | undefined;
}) {
  return (
    <Alert color="accent" variant="outline" title={words.proposed(version)}>
      <Group justify="space-between" gap="xs">
        <Text size="sm">{words.proposedLead(version)}</Text>
        {!looked && (
          <Button variant="default" onClick={look}>
            {words.look}
          </Button>
        )}
        {looked && adopt && (
          <ConfirmButton
            label={words.adopt}
            title={words.adoptTitle(version)}
            confirm={words.adopt}
            act={adopt}
          >
            {words.adoptLead}
          </ConfirmButton>
        )}
      </Group>
    </Alert>
  );
}
