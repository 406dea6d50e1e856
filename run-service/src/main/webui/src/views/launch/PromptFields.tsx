import { Textarea } from "@mantine/core";
import { launchWords } from "@/words/launch";
import { datasetOf, promptOf, type Draft, type TargetDraft } from "./draft";
import { ItemBeside } from "./ItemBeside";
import css from "./Launch.module.css";

const words = launchWords.prompt;

interface Props {
  target: TargetDraft;
  view: Draft;
  error: string | undefined;
  put: (patch: TargetDraft) => void;
}

/** The prompt's templates, with an item of the dataset beside them. */
export function PromptFields({ target, view, error, put }: Props) {
  const prompt = promptOf(target);
  const change = (patch: typeof prompt) => {
    const { system, user } = { ...prompt, ...patch };
    const none = !system && !user;
    put({ prompt: none ? undefined : { ...(system && { system }), ...(user && { user }) } });
  };
  return (
    <div className={css.prompt}>
      <div className={css.templates}>
        <Textarea
          label={words.system}
          classNames={{ input: "mono" }}
          autosize
          minRows={2}
          maxRows={10}
          spellCheck={false}
          value={prompt.system ?? ""}
          onChange={(event) => change({ system: event.currentTarget.value })}
        />
        <Textarea
          label={words.user}
          description={words.userHelp}
          classNames={{ input: "mono" }}
          autosize
          minRows={4}
          maxRows={20}
          spellCheck={false}
          placeholder="{{input}}"
          value={prompt.user ?? ""}
          error={error}
          onChange={(event) => change({ user: event.currentTarget.value })}
        />
      </div>
      <ItemBeside
        dataset={datasetOf(view)}
        onPut={(name) => change({ user: `${prompt.user ?? ""}{{${name}}}` })}
      />
    </div>
  );
}
