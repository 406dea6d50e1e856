import { Button, Group, Text } from "@mantine/core";
import { launchWords } from "@/words/launch";
import { targetsOf, withTargets, type TargetDraft } from "./draft";
import { Part } from "./Part";
import type { PartProps } from "./part";
import { TargetFields } from "./TargetFields";

const words = launchWords.target;
const MOST = 10;

/** Who answers: one target is a run, several are a group over the same items. */
export function TargetPart({ view, set, errors }: PartProps) {
  const targets = targetsOf(view);
  const put = (at: number, target: TargetDraft) =>
    set(withTargets(targets.map((one, i) => (i === at ? target : one))));
  // The next candidate is asked the same question in the same way.
  const add = () => {
    const { provider, skill, prompt, params, stream } = targets[0] ?? {};
    set(withTargets([...targets, { provider, skill, prompt, params, stream }]));
  };
  return (
    <Part title={words.title}>
      {targets.map((target, at) => (
        <TargetFields
          key={at}
          target={target}
          several={targets.length > 1}
          nth={at + 1}
          view={view}
          errors={errors}
          prefixes={targets.length > 1 ? [`targets[${at}]`] : ["target", "targets[0]"]}
          onChange={(next) => put(at, next)}
          onRemove={() => set(withTargets(targets.filter((_, i) => i !== at)))}
        />
      ))}
      {targets.length < MOST &&
        !targets[0]?.push &&
        (targets[0]?.provider || targets[0]?.skill) && (
          <Group gap="xs">
            <Button variant="default" size="compact-xs" onClick={add}>
              {words.add}
            </Button>
            <Text size="xs" className="quiet">
              {words.addHelp}
            </Text>
          </Group>
        )}
    </Part>
  );
}
