import { Group, Stack, Text } from "@mantine/core";
import { CopyButton } from "@/parts/CopyButton";
import { launchWords } from "@/words/launch";
import { curlOf } from "./curl";
import type { Draft } from "./draft";
import css from "./Launch.module.css";

const words = launchWords.curl;

/** The same launch for a terminal. */
export function CurlTab({ draft, once }: { draft: Draft; once: string }) {
  const text = curlOf(draft, location.origin, once);
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text size="sm" className="quiet">
          {words.lead}
        </Text>
        <CopyButton text={text} label={words.copy} />
      </Group>
      <pre className={`mono ${css.code}`} tabIndex={0}>
        {text}
      </pre>
    </Stack>
  );
}
