import { Alert, Button, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Schemas } from "@/api/client";
import { count } from "@/format/numbers";
import { ProblemNote } from "@/parts/Notes";
import { Ago } from "@/parts/Time";
import { takes, warningsOf, type Line } from "@/views/launch/forecast";
import launchCss from "@/views/launch/Launch.module.css";
import { evaluateWords } from "@/words/evaluateTraffic";
import css from "./Evaluate.module.css";
import type { EvaluateSearch } from "./search";

const words = evaluateWords.preview;
const COUNTS = [
  "total",
  "completed",
  "with_feedback",
  "json_corrections",
  "notes_only",
  "inferred_corrections",
] as const;

/** What the launch would be over, and what it would take, as far as it can be told before. */
export function TrafficPreview({
  source,
  preview,
  error,
  behind,
}: {
  source: EvaluateSearch["source"];
  preview: Schemas["RunPreview"] | undefined;
  error: unknown;
  behind: boolean;
}) {
  return (
    <section className={launchCss.panel} aria-label={words.title} aria-busy={behind}>
      <h2>{words.title}</h2>
      {error ? (
        <ProblemNote error={error} />
      ) : preview ? (
        <div className={`${launchCss.panelPart} ${behind ? launchCss.behind : ""}`}>
          <Counted preview={preview} />
          <Takes preview={preview} />
          <Mind preview={preview} />
        </div>
      ) : (
        <Text size="sm" className="quiet">
          {source === null ? words.choose : behind ? words.stale : words.incomplete}
        </Text>
      )}
    </section>
  );
}

function Counted({ preview }: { preview: Schemas["RunPreview"] }) {
  const { traffic } = preview;
  if (!traffic) return null;
  return (
    <>
      <dl className={css.counts}>
        {COUNTS.filter((name) => name !== "inferred_corrections" || traffic[name] > 0).map(
          (name) => (
            <div key={name}>
              <dt>{words.counts[name]}</dt>
              <dd>{count(traffic[name])}</dd>
            </div>
          ),
        )}
        <div>
          <dt>{words.counts.latest_activity}</dt>
          <dd>
            <Ago at={traffic.latest_activity} />
          </dd>
        </div>
      </dl>
      {traffic.json_corrections === 0 && traffic.inferred_corrections === 0 && (
        <>
          <Text size="sm">{words.uncorrected}</Text>
          <Button
            variant="default"
            size="compact-xs"
            component={Link}
            to="/traffic/review"
            style={{ alignSelf: "flex-start" }}
          >
            {words.review}
          </Button>
        </>
      )}
    </>
  );
}

function Takes({ preview }: { preview: Schemas["RunPreview"] }) {
  const { forecast } = preview;
  const inference = forecast?.inference;
  const asks = forecast?.calls || forecast?.judges;
  return (
    <>
      <h3>{words.spend}</h3>
      {forecast && asks && <Lines lines={takes(forecast)} />}
      {inference && (
        <>
          <h3>{words.inference}</h3>
          <Lines lines={takes(inference)} />
        </>
      )}
      {!asks && !inference && (
        <Text size="sm" className="quiet">
          {words.nothing}
        </Text>
      )}
    </>
  );
}

function Lines({ lines }: { lines: Line[] }) {
  return (
    <dl className={css.counts}>
      {lines.map(({ name, value, title }) => (
        <div key={name} title={title}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Mind({ preview }: { preview: Schemas["RunPreview"] }) {
  const warnings = warningsOf(preview);
  if (warnings.length === 0) return null;
  return (
    <Alert color="yellow" variant="outline" title={words.warnings} p="xs">
      <ul className={launchCss.list}>
        {warnings.map((message) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
    </Alert>
  );
}
