import { Code, Stack, Text } from "@mantine/core";
import { CopyButton } from "@/parts/CopyButton";
import { settings as words } from "@/words/settings";
import css from "./Settings.module.css";

/** A key that is shown this once. */
export function Shown({ secret, lead }: { secret: string; lead: string }) {
  return (
    <Stack gap="sm" align="flex-start" role="status">
      <Text size="sm">{lead}</Text>
      <Code className={`mono ${css.secret}`} data-secret>
        {secret}
      </Code>
      <CopyButton text={secret} label={words.keys.copy} variant="filled" />
    </Stack>
  );
}
