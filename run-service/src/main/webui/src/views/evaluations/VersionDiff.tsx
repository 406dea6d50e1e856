import { Group, Select, Skeleton, Stack, Text } from "@mantine/core";
import { diffLines } from "diff";
import { useMemo } from "react";
import { Empty } from "@/parts/Notes";
import { Ago } from "@/parts/Time";
import { visibleText } from "@/parts/text/visible";
import type { Search } from "@/parts/address";
import { evaluations as words } from "@/words/evaluations";
import css from "./Evaluations.module.css";
import { toYaml } from "./yaml";

/** A version of something that has a definition. */
interface Version {
  version: number;
  definition?: unknown;
  created_at: string;
}

/** What changed between two versions, line by line of their YAML. */
export function VersionDiff({
  versions,
  pending,
  one,
  from,
  to,
  set,
}: {
  versions: Version[];
  pending: boolean;
  /** Said when there is one version only. */
  one: string;
  from: number;
  to: number;
  set: (patch: Search) => void;
}) {
  const before = versions.find((each) => each.version === from);
  const after = versions.find((each) => each.version === to);
  const changes = useMemo(
    () =>
      before && after ? diffLines(toYaml(before.definition), toYaml(after.definition)) : undefined,
    [before, after],
  );
  if (pending) return <Skeleton height={240} />;
  if (versions.length < 2) return <Empty title={words.tabs.versions}>{one}</Empty>;
  const data = versions.map((each) => ({
    value: String(each.version),
    label: words.version(each.version),
  }));
  return (
    <Stack gap="sm">
      <Group gap="xs" align="flex-end">
        <Select
          label={words.from}
          w={110}
          data={data}
          value={before ? String(from) : null}
          allowDeselect={false}
          onChange={(value) => set({ from: Number(value) })}
        />
        <Select
          label={words.to}
          w={110}
          data={data}
          value={String(to)}
          allowDeselect={false}
          onChange={(value) => set({ v: Number(value) })}
        />
        {after && (
          <Text size="xs" className="quiet" pb={6}>
            {words.version(to)} <Ago at={after.created_at} />
          </Text>
        )}
      </Group>
      {changes && changes.every((change) => !change.added && !change.removed) && (
        <Text size="sm">{words.sameVersions}</Text>
      )}
      {changes && (
        <pre className={`mono ${css.code}`} tabIndex={0} role="group" aria-label={words.yaml}>
          {changes.map((change, i) => {
            const Tag = change.added ? "ins" : change.removed ? "del" : "span";
            const sign = change.added ? "+ " : change.removed ? "- " : "  ";
            const lines = change.value.replace(/\n$/, "").split("\n");
            return (
              <Tag key={i}>
                {lines.map((line) => sign + visibleText(line)).join("\n")}
                {Tag === "span" && "\n"}
              </Tag>
            );
          })}
        </pre>
      )}
    </Stack>
  );
}
