import { Skeleton, Text } from "@mantine/core";
import { useMemo } from "react";
import { ProblemNote } from "@/parts/Notes";
import { Part } from "@/views/launch/Part";
import { evaluateWords } from "@/words/evaluateTraffic";
import { BY_FIELD } from "./evaluators";
import { FieldTree } from "./FieldTree";
import { treeOf } from "./fieldTree";
import type { PartProps } from "./part";
import type { EvaluateSearch } from "./search";
import { useAnswers } from "./useAnswers";

const words = evaluateWords.fields;

/** Which fields are compared, for evaluators that go field by field. */
export function FieldsPart({ search, set }: PartProps) {
  if (search.source === null || !search.evaluators.some((id) => BY_FIELD.has(id))) return null;
  return (
    <Part title={words.title}>
      <Fields source={search.source} fields={search.fields} set={set} />
    </Part>
  );
}

function Fields({
  source,
  fields,
  set,
}: {
  source: NonNullable<EvaluateSearch["source"]>;
  fields: string[] | null;
  set: PartProps["set"];
}) {
  const answers = useAnswers(source);
  const tree = useMemo(() => treeOf(answers.data ?? []), [answers.data]);
  if (answers.isError) {
    return <ProblemNote error={answers.error} again={() => void answers.refetch()} />;
  }
  if (answers.isPending) return <Skeleton height={140} />;
  if (tree.length === 0) {
    return (
      <Text size="sm" className="quiet">
        {answers.data.length === 0 ? words.noAnswers : words.none}
      </Text>
    );
  }
  return (
    <>
      <p className="quiet">{words.lead(answers.data.length)}</p>
      <FieldTree
        tree={tree}
        of={answers.data.length}
        fields={fields}
        change={(next) => set({ fields: next ?? undefined })}
      />
      {fields?.length === 0 && (
        <Text size="sm" role="status">
          {words.nothing}
        </Text>
      )}
    </>
  );
}
