import { Group, SegmentedControl, Skeleton, Stack } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { CopyButton } from "@/parts/CopyButton";
import { visibleText } from "@/parts/text/visible";
import { evaluations as words } from "@/words/evaluations";
import {
  datasetOf,
  gateOf,
  scorersOf,
  settings,
  starOf,
  targetOf,
  type Definition,
} from "./describe";
import css from "./Evaluations.module.css";
import { toYaml } from "./yaml";

/** A definition, to read or as YAML. */
export function DefinitionView({
  definition,
  as,
  change,
}: {
  definition: unknown;
  as: "form" | "yaml";
  change: (as: string) => void;
}) {
  if (definition === undefined || definition === null) return <Skeleton height={320} />;
  const yaml = toYaml(definition);
  return (
    <Stack gap="sm">
      <Group gap="xs" justify="space-between">
        <SegmentedControl
          size="xs"
          aria-label={words.tabs.definition}
          value={as}
          onChange={change}
          data={[
            { value: "form", label: words.form },
            { value: "yaml", label: words.yaml },
          ]}
        />
        <CopyButton text={yaml} label={words.copyYaml} />
      </Group>
      {as === "yaml" ? (
        <pre className={`mono ${css.code}`} tabIndex={0} role="group" aria-label={words.yaml}>
          {visibleText(yaml)}
        </pre>
      ) : (
        <Readable definition={definition as Definition} />
      )}
    </Stack>
  );
}

function Readable({ definition }: { definition: Definition }) {
  const dataset = datasetOf(definition);
  const { criteria, rules } = gateOf(definition);
  const star = starOf(definition);
  return (
    <dl className={css.terms}>
      <Term name="target">
        {targetOf(definition) ?? <span className="quiet">{words.noTarget}</span>}
      </Term>
      <Term name="dataset">
        {dataset && (
          <Link
            to="/datasets/$name"
            params={{ name: dataset.name }}
            search={dataset.version ? ({ v: Number(dataset.version) } as never) : ({} as never)}
          >
            {dataset.name} {dataset.version && words.version(Number(dataset.version))}
          </Link>
        )}
      </Term>
      <Term name="scorers">
        <ul>
          {scorersOf(definition).map((scorer, i) => (
            <li key={i}>
              <Link to="/scorers/$id" params={{ id: scorer.id.split("@")[0] ?? "" }}>
                {visibleText(scorer.key)}
              </Link>{" "}
              {scorer.key !== scorer.id && <span className="quiet">{scorer.id} </span>}
              <span className="quiet">· {scorer.threshold}</span>
              {Object.keys(scorer.params).length > 0 && (
                <div className="mono quiet">{visibleText(JSON.stringify(scorer.params))}</div>
              )}
            </li>
          ))}
        </ul>
      </Term>
      <Term name="gate">
        {criteria.length === 0 ? (
          <span className="quiet">{words.noGate}</span>
        ) : (
          <ul>
            {[...criteria, ...rules].map((line, i) => (
              <li key={i}>{visibleText(line)}</li>
            ))}
          </ul>
        )}
      </Term>
      {star && <Term name="star_metric">{visibleText(star)}</Term>}
      {settings(definition).map(({ term, value }) => (
        <Row key={term} term={term}>
          {visibleText(value)}
        </Row>
      ))}
    </dl>
  );
}

function Term({ name, children }: { name: string; children: ReactNode }) {
  return <Row term={words.terms[name] ?? name}>{children}</Row>;
}

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}
