import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { counted } from "@/format/numbers";
import { useMay } from "@/session";
import { datasets as words } from "@/words/datasets";
import { BadLineTable, type BadLine } from "./BadLines";
import type { Sent } from "./send";

/** What an upload became. */
export function UploadDone({ sent, close }: { sent: Sent; close: () => void }) {
  const mayRun = useMay("run");
  const { name, version, item_count, skipped_lines, bad_lines } = sent.version;
  const skipped = skipped_lines ?? 0;
  return (
    <Stack gap="sm" role="status">
      <Title order={2}>{words.up.done(name ?? "", version ?? 0)}</Title>
      <Text size="sm">
        {sent.made
          ? words.up.doneItems(counted(item_count ?? 0, "item"))
          : words.up.same(version ?? 0)}
      </Text>
      {skipped > 0 && (
        <>
          <Text size="sm">{words.up.skipped(counted(skipped, "line"))}</Text>
          <BadLineTable lines={(bad_lines ?? []) as BadLine[]} />
        </>
      )}
      <Group gap="xs">
        <Button
          renderRoot={(props) => (
            <Link
              to="/datasets/$name"
              params={{ name: name ?? "" }}
              search={{ v: version } as never}
              {...props}
              onClick={close}
            />
          )}
        >
          {words.up.open}
        </Button>
        {mayRun && (
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link to="/launch" search={{ dataset: name } as never} {...props} />
            )}
          >
            {words.up.launch}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
