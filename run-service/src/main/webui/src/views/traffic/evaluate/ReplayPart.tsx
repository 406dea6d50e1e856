import { Autocomplete } from "@mantine/core";
import css from "@/views/launch/Launch.module.css";
import { useSkills } from "@/views/launch/options";
import { Part } from "@/views/launch/Part";
import { evaluateWords } from "@/words/evaluateTraffic";
import { ModelFields } from "./ModelFields";
import type { PartProps } from "./part";

const words = evaluateWords.replay;

/** Of whom the same is asked again: a skill in one of its versions, or a model. */
export function ReplayPart({ search, set }: PartProps) {
  const skills = useSkills();
  return (
    <Part title={words.title} lead={words.lead}>
      <div className={css.columns}>
        {((skills.data ?? []).length > 0 || search.skill !== "") && (
          <Autocomplete
            size="xs"
            label={words.skill}
            description={words.skillHelp}
            data={(skills.data ?? []).map((one) => one.name)}
            value={search.skill}
            onChange={(skill) => set({ skill })}
          />
        )}
        <ModelFields
          label={words.provider}
          placeholder=""
          provider={search.provider}
          model={search.model}
          change={(provider, model) => set({ provider, model })}
        />
      </div>
    </Part>
  );
}
