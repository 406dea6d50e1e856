import { Alert, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { launchWords } from "@/words/launch";
import type { Draft } from "./draft";
import { fileOnly, fromYaml, toYaml } from "./yaml";

const words = launchWords.yaml;

interface Props {
  draft: Draft;
  replace: (draft: Draft) => void;
}

/** The launch as text, both ways: what can be read changes the form at once. */
export default function YamlTab({ draft, replace }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? toYaml(draft);
  const read = fromYaml(text);
  const foreign = "draft" in read ? fileOnly(read.draft) : [];
  const type = (next: string) => {
    setTyped(next);
    const now = fromYaml(next);
    if ("draft" in now) replace(now.draft);
  };
  return (
    <Stack gap="xs">
      <Text size="sm" className="quiet">
        {words.lead}
      </Text>
      {foreign.length > 0 && (
        <Alert color="yellow" variant="outline" p="xs">
          {words.fileOnly(foreign.join(", "))}
        </Alert>
      )}
      <Textarea
        aria-label={words.label}
        classNames={{ input: "mono" }}
        autosize
        minRows={22}
        spellCheck={false}
        value={text}
        error={"fault" in read ? read.fault : undefined}
        onChange={(event) => type(event.currentTarget.value)}
      />
    </Stack>
  );
}
