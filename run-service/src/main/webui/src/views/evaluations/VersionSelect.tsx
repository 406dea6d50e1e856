import { Select } from "@mantine/core";
import { evaluations as words } from "@/words/evaluations";

/** Which version is shown; nothing where there is only one. The newest is no part of the address. */
export function VersionSelect({
  versions,
  latest,
  shown,
  set,
}: {
  versions: { version: number }[];
  latest: number;
  shown: number;
  set: (patch: { v: number | undefined }) => void;
}) {
  return (
    versions.length > 1 && (
      <Select
        aria-label={words.columns.version}
        w={90}
        data={versions.map((each) => ({
          value: String(each.version),
          label: words.version(each.version),
        }))}
        value={String(shown)}
        allowDeselect={false}
        onChange={(value) => set({ v: Number(value) === latest ? undefined : Number(value) })}
      />
    )
  );
}
