import { Autocomplete, Button, Group, Select, Switch, TextInput } from "@mantine/core";
import { JsonField } from "@/parts/schemaForm/JsonField";
import { words as common } from "@/words/common";
import { launchWords } from "@/words/launch";
import type { Draft, TargetDraft } from "./draft";
import { errorAt, type FieldErrors } from "./errors";
import css from "./Launch.module.css";
import { useModels, useProviders, useSkills } from "./options";
import { ProviderOption } from "./ProviderOption";
import { PromptFields } from "./PromptFields";

const words = launchWords.target;

interface Props {
  target: TargetDraft;
  several: boolean;
  nth: number;
  view: Draft;
  errors: FieldErrors;
  prefixes: string[];
  onChange: (target: TargetDraft) => void;
  onRemove: () => void;
}

/** Provider, model, prompt and parameters of a target. */
export function TargetFields(props: Props) {
  const { target, several, nth, view, errors, prefixes, onChange, onRemove } = props;
  const providers = useProviders();
  const skills = useSkills();
  // Of a skill what stands here goes over what it says.
  const saved = (skills.data ?? []).map((one) => one.name);
  const names = [...new Set(target.skill ? [...saved, target.skill] : saved)];
  const models = useModels(target.provider);
  const kind = providers.data?.find((one) => one.name === target.provider)?.kind;
  const put = (patch: TargetDraft) => onChange({ ...target, ...patch });
  const at = (field: string) => errorAt(errors, ...prefixes.map((one) => `${one}.${field}`));
  return (
    <fieldset className={several ? css.target : css.plain}>
      <legend className={several ? css.legend : css.hidden}>{words.nth(nth)}</legend>
      {!several && (
        <Switch
          size="xs"
          label={words.push}
          checked={target.push ?? false}
          onChange={(event) => onChange(event.currentTarget.checked ? { push: true } : {})}
        />
      )}
      {!target.push && (
        <>
          {names.length > 0 && (
            <Select
              label={words.skill}
              description={target.skill ? words.skillHelp : undefined}
              searchable
              clearable
              data={names}
              value={target.skill ?? null}
              error={at("skill")}
              onChange={(skill) => put({ skill: skill ?? undefined })}
            />
          )}
          <div className={css.columns}>
            <Select
              label={words.provider}
              searchable
              clearable={!!target.skill}
              required={!target.skill}
              data={(providers.data ?? []).map((one) => one.name)}
              renderOption={({ option }) => (
                <ProviderOption of={providers.data?.find((one) => one.name === option.value)} />
              )}
              nothingFoundMessage={words.noProviders}
              value={target.provider ?? null}
              error={at("provider") ?? errorAt(errors, ...prefixes)}
              onChange={(provider) => put({ provider: provider ?? undefined })}
            />
            <Autocomplete
              label={words.model}
              size="xs"
              required={!target.skill}
              placeholder={kind === "simulated" ? words.modelAny : words.modelHelp}
              data={models}
              value={target.model ?? ""}
              error={at("model")}
              onChange={(model) => put({ model })}
            />
            {several && (
              <TextInput
                label={words.alias}
                placeholder={words.aliasHelp}
                value={target.alias ?? ""}
                error={at("alias")}
                onChange={(event) => put({ alias: event.currentTarget.value })}
              />
            )}
          </div>
          <PromptFields target={target} view={view} error={at("prompt")} put={put} />
          <details className={css.more}>
            <summary>{words.more}</summary>
            <JsonField
              label={words.params}
              help={words.paramsHelp}
              rows={2}
              value={target.params ?? undefined}
              error={at("params")}
              onChange={(params, valid) => valid && put({ params: params as never })}
            />
            <Switch
              size="xs"
              label={words.stream}
              checked={target.stream ?? false}
              onChange={(event) => put({ stream: event.currentTarget.checked || undefined })}
            />
            <Select
              label={words.truncated}
              data={Object.entries(words.truncatedAs).map(([value, label]) => ({ value, label }))}
              value={target.on_truncated ?? "score"}
              allowDeselect={false}
              onChange={(value) => put({ on_truncated: value === "error" ? "error" : undefined })}
            />
          </details>
          {several && (
            <Group>
              <Button
                variant="subtle"
                size="compact-xs"
                onClick={onRemove}
                aria-label={words.remove(nth)}
              >
                {common.remove}
              </Button>
            </Group>
          )}
        </>
      )}
    </fieldset>
  );
}
