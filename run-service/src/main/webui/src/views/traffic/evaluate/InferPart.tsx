import { Switch, Text } from "@mantine/core";
import css from "@/views/launch/Launch.module.css";
import { Part } from "@/views/launch/Part";
import { evaluateWords } from "@/words/evaluateTraffic";
import { ModelFields } from "./ModelFields";
import type { PartProps } from "./part";

const words = evaluateWords.infer;

/** Whether a model makes corrections of notes that have none, and which one. */
export function InferPart({ search, set, notes }: PartProps & { notes: number }) {
  return (
    <Part title={words.title} lead={words.lead}>
      <Switch
        size="xs"
        label={words.label}
        checked={search.infer}
        onChange={(event) => set({ infer: event.currentTarget.checked ? undefined : false })}
      />
      {search.infer && (
        <>
          <Switch
            size="xs"
            mt="xs"
            label={words.links}
            description={words.linksRisk}
            checked={search.inferLinks}
            onChange={(event) => set({ infer_links: event.currentTarget.checked || undefined })}
          />
          <Text size="xs" className="quiet" role="status">
            {notes === 0 ? words.none : words.some(notes)}
          </Text>
          <div className={css.columns}>
            <ModelFields
              label={words.provider}
              placeholder={words.fallback}
              provider={search.inferProvider}
              model={search.inferModel}
              change={(infer_provider, infer_model) => set({ infer_provider, infer_model })}
            />
          </div>
        </>
      )}
    </Part>
  );
}
