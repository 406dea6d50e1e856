import { NumberInput, Skeleton, Text, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, body } from "@/api/client";
import { ProblemNote } from "@/parts/Notes";
import { oneLine } from "@/parts/text/visible";
import { launchWords } from "@/words/launch";
import type { DatasetDraft } from "./draft";
import { fieldsOfItem } from "./itemFields";
import css from "./Launch.module.css";

const words = launchWords.prompt;

interface Props {
  dataset: DatasetDraft;
  onPut: (name: string) => void;
}

/** A real item of the dataset: what a template may name, and what stands there. */
export function ItemBeside({ dataset, onPut }: Props) {
  const [n, setN] = useState(1);
  const { name, version } = dataset;
  const item = useQuery({
    queryKey: ["datasets", name, "item", version ?? "latest", n],
    enabled: !!name,
    placeholderData: (before) => before,
    queryFn: () => {
      const path = { name: name ?? "", version: String(version ?? "latest"), n };
      return body(
        api.GET("/v1/datasets/{name}/versions/{version}/items/{n}", { params: { path } }),
      );
    },
  });
  if (!name) {
    return (
      <div className={css.beside}>
        <Text size="xs" className="quiet">
          {words.none}
        </Text>
      </div>
    );
  }
  return (
    <div className={css.beside}>
      <div className={css.besideHead}>
        <Text size="xs" className="quiet">
          {words.previewLead}
        </Text>
        <NumberInput
          w={76}
          aria-label={words.item}
          min={1}
          clampBehavior="strict"
          value={n}
          onChange={(value) => setN(Math.max(1, Number(value) || 1))}
        />
      </div>
      {item.error && <ProblemNote error={item.error} />}
      {item.isPending && <Skeleton height={80} />}
      <dl className={css.fields}>
        {fieldsOfItem(item.data).map(({ field, text, hidden }) => (
          <div key={field} className={css.field}>
            <dt>
              {hidden ? (
                <span className="mono quiet" title={words.never}>
                  {field}
                </span>
              ) : (
                <UnstyledButton
                  className={`mono ${css.put}`}
                  aria-label={words.put(field)}
                  onClick={() => onPut(field)}
                >
                  {`{{${field}}}`}
                </UnstyledButton>
              )}
            </dt>
            <dd className="mono" title={text}>
              {oneLine(text, 240)}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
