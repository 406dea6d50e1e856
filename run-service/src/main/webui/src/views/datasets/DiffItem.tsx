import { Skeleton, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Diff } from "@/parts/diff/Diff";
import { ProblemNote } from "@/parts/Notes";
import { Value } from "@/parts/Value";
import { visibleText } from "@/parts/text/visible";
import { datasets as words } from "@/words/datasets";
import { changedFields, type FieldChange } from "./changes";
import css from "./Datasets.module.css";
import { findItem } from "./findItem";
import { ItemView } from "./ItemView";

export interface Change {
  id: string;
  kind: "added" | "removed" | "changed";
}

/** One item on both sides of a diff. */
export function DiffItem({
  name,
  from,
  to,
  change,
}: {
  name: string;
  from: number;
  to: number;
  change: Change;
}) {
  const sides = useQuery({
    queryKey: ["datasets", name, "sides", from, to, change.id],
    queryFn: async () => ({
      before: change.kind === "added" ? null : await findItem(name, from, change.id),
      after: change.kind === "removed" ? null : await findItem(name, to, change.id),
    }),
  });
  if (sides.isPending) return <Skeleton height={220} />;
  if (sides.isError) {
    return <ProblemNote error={sides.error} again={() => void sides.refetch()} />;
  }
  const { before, after } = sides.data;
  const only = before ?? after;
  const fields =
    before && after ? changedFields({ ...before }, { ...after }) : ([] as FieldChange[]);
  return (
    <Stack gap="sm">
      <Title order={2}>
        <span className="mono">{visibleText(change.id)}</span> {words.diff.kinds[change.kind]}
      </Title>
      {only === null && <Text size="sm">{words.diff.missing}</Text>}
      {only !== null && change.kind !== "changed" && <ItemView item={only} />}
      {change.kind === "changed" && only !== null && fields.length === 0 && (
        <Text size="sm">{words.diff.onlyOrder}</Text>
      )}
      {fields.map((field) => (
        <FieldDiff key={field.field} change={field} />
      ))}
    </Stack>
  );
}

function FieldDiff({ change }: { change: FieldChange }) {
  const both = change.before !== undefined && change.after !== undefined;
  return (
    <section>
      <Title order={3} mb={4}>
        {visibleText(change.field)}
      </Title>
      {both ? (
        <Diff
          before={change.before}
          after={change.after}
          names={[words.diff.before, words.diff.after]}
        />
      ) : (
        <div className={css.sides}>
          <Side title={words.diff.before} value={change.before} />
          <Side title={words.diff.after} value={change.after} />
        </div>
      )}
    </section>
  );
}

function Side({ title, value }: { title: string; value: unknown }) {
  return (
    <div>
      <span className="quiet">{title}</span>
      {value === undefined ? <p>{words.diff.absent}</p> : <Value value={value} label={title} />}
    </div>
  );
}
