import { Alert, Text } from "@mantine/core";
import type { Schemas } from "@/api/client";
import { count, counted } from "@/format/numbers";
import { ProblemNote } from "@/parts/Notes";
import { launchWords } from "@/words/launch";
import { limitsOf, passing, reached, takes, vacuous, warningsOf, type Line } from "./forecast";
import css from "./Launch.module.css";
import { SentPrompts } from "./SentPrompts";

const words = launchWords.preview;
type One = Schemas["RunPreview"];

interface Props {
  previews: One[] | undefined;
  error: unknown;
  behind: boolean;
}

/** What the launch would do, take and cost, as far as it can be told before. */
export function Preview({ previews, error, behind }: Props) {
  return (
    <section className={css.panel} aria-label={words.title} aria-busy={behind}>
      <h2>{words.title}</h2>
      {error ? (
        <ProblemNote error={error} />
      ) : !previews ? (
        <Text size="sm" className="quiet">
          {behind ? words.stale : words.waiting}
        </Text>
      ) : (
        <div className={behind ? css.behind : undefined}>
          <Vacuous previews={previews} />
          {previews.map((preview, at) => (
            <OnePreview key={at} preview={preview} named={previews.length > 1} />
          ))}
        </div>
      )}
    </section>
  );
}

/** The targets share their gate: that it proves nothing is said once, and loudly. */
function Vacuous({ previews }: { previews: One[] }) {
  const found = previews.filter(vacuous);
  if (found.length === 0) return null;
  const names = [...new Set(found.flatMap(passing))];
  return (
    <div className={css.loud} role="alert">
      <strong>{words.vacuous}</strong>
      <p>{words.vacuousLead(names.join(", "))}</p>
    </div>
  );
}

function OnePreview({ preview, named }: { preview: One; named: boolean }) {
  const { forecast, self_test } = preview;
  const items = counted(preview.items, "item");
  const repeats = preview.repeats > 1 ? count(preview.repeats) : null;
  const warnings = warningsOf(preview);
  return (
    <div className={css.panelPart}>
      {named && <h3>{preview.alias ?? preview.name}</h3>}
      <Text size="sm">{words.units(count(preview.units), items, repeats)}</Text>
      {forecast && (
        <>
          <Lines lines={takes(forecast)} />
          <Text size="xs" className="quiet">
            {forecast.measured_on > 0
              ? words.measured(count(forecast.measured_on))
              : words.byDefaults}
          </Text>
          {(forecast.limits ?? []).length > 0 && (
            <>
              <h3>{words.limits}</h3>
              <Lines lines={limitsOf(forecast)} />
            </>
          )}
        </>
      )}
      <SentPrompts prompts={preview.prompts} />
      {self_test && (
        <details className={css.more}>
          <summary>{words.selfTest}</summary>
          {!vacuous(preview) && <Text size="sm">{words.nothingPasses}</Text>}
          <Lines lines={reached(preview)} />
        </details>
      )}
      {warnings.length > 0 && (
        <Alert color="yellow" variant="outline" title={words.warnings} p="xs">
          <ul className={css.list}>
            {warnings.map((message) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </Alert>
      )}
      {forecast && forecast.assumptions.length > 0 && (
        <details className={css.more}>
          <summary>{words.assumptions}</summary>
          <ul className={css.list}>
            {forecast.assumptions.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function Lines({ lines }: { lines: Line[] }) {
  return (
    <dl className={css.numbers}>
      {lines.map(({ name, value, title }) => (
        <div key={name} className={css.pair} title={title}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
