import { Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import { visibleText } from "@/parts/text/visible";
import { skills as words } from "@/words/skills";
import css from "../evaluations/Evaluations.module.css";
import { modelOf, promptOf, type Skill } from "./describe";

/** What a version of a skill says: its prompt, whom it asks, and the schema of its answers. */
export function Definition({ skill }: { skill: Skill | undefined }) {
  if (!skill) return <Skeleton height={320} />;
  const { definition } = skill;
  const prompt = promptOf(definition);
  const params = Object.entries(definition.model?.params ?? {});
  return (
    <dl className={css.terms}>
      {prompt.system && (
        <Row term={words.terms.system}>
          <Code label={words.terms.system} text={prompt.system} />
        </Row>
      )}
      <Row term={words.terms.user}>
        {prompt.user ? (
          <Code label={words.terms.user} text={prompt.user} />
        ) : (
          <span className="quiet">{words.noPrompt}</span>
        )}
      </Row>
      <Row term={words.terms.model}>
        {visibleText(modelOf(definition) ?? "") || <span className="quiet">{words.noModel}</span>}
      </Row>
      {params.length > 0 && (
        <Row term={words.terms.params}>
          <ul>
            {params.map(([name, value]) => (
              <li key={name} className="mono">
                {visibleText(`${name}: ${JSON.stringify(value)}`)}
              </li>
            ))}
          </ul>
        </Row>
      )}
      <Row term={words.terms.schema}>
        {definition.output_schema ? (
          <Code
            label={words.terms.schema}
            text={JSON.stringify(definition.output_schema, null, 2)}
          />
        ) : (
          <span className="quiet">{words.noSchema}</span>
        )}
      </Row>
      {definition.provenance && (
        <Row term={words.terms.from}>{words.madeFrom(definition.provenance.from_version)}</Row>
      )}
    </dl>
  );
}

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Code({ label, text }: { label: string; text: string }) {
  return (
    <pre className={`mono ${css.code}`} tabIndex={0} role="group" aria-label={label}>
      {visibleText(text)}
    </pre>
  );
}
