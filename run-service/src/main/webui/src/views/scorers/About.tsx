import { SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { fieldsOf, range, shownDefault } from "@/parts/schemaForm/fields";
import { Value } from "@/parts/Value";
import { scorers as words } from "@/words/scorers";
import { defaultThreshold, type Scorer } from "./catalogue";
import css from "./Scorers.module.css";

/** What a scorer needs, what it gives, and its parameters. */
export function About({ scorer }: { scorer: Scorer }) {
  const fields = fieldsOf(scorer.params);
  const threshold = defaultThreshold(scorer);
  const { about } = words;
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} className={css.card}>
        <Fact term={about.needs}>{(scorer.needs ?? []).join(", ") || words.needsNothing}</Fact>
        <Fact term={about.range}>{words.range(scorer.range ?? "")}</Fact>
        <Fact term={about.value}>
          {scorer.value_type}
          {scorer.lower_is_better && `, ${words.lower}`}
        </Fact>
        <Fact term={about.version}>{words.version(scorer.version)}</Fact>
        <Fact term={about.category}>
          {words.categories[scorer.category ?? ""] ?? scorer.category}
        </Fact>
        <Fact term={about.threshold}>{threshold ?? "–"}</Fact>
        {scorer.custom && scorer.scorer && (
          <Fact term={about.madeOf}>
            <Link to="/scorers/$id" params={{ id: scorer.scorer }}>
              {scorer.scorer}
            </Link>
          </Fact>
        )}
      </SimpleGrid>
      {scorer.custom && scorer.definition?.params !== undefined && (
        <section>
          <Title order={2} mb={6}>
            {words.columns.definition}
          </Title>
          <Value value={scorer.definition.params} label={words.columns.definition} />
        </section>
      )}
      <section>
        <Title order={2} mb={6}>
          {about.params}
        </Title>
        {fields.length === 0 ? (
          <Text size="sm" className="quiet">
            {about.noParams}
          </Text>
        ) : (
          <table className={css.shelf}>
            <thead>
              <tr>
                <th scope="col" className={css.first}>
                  {about.param}
                </th>
                <th scope="col">{about.meaning}</th>
                <th scope="col" className={css.last}>
                  {about.default}
                </th>
              </tr>
            </thead>
            <tbody>
              {fields.map((field) => (
                <tr key={field.name}>
                  <td className="mono">{field.name}</td>
                  <td>
                    {field.help}
                    {range(field) !== "" && <span className="quiet"> {range(field)}.</span>}
                    {field.options && <div className="mono quiet">{field.options.join(" · ")}</div>}
                  </td>
                  <td className="mono">
                    {field.required ? about.required : shownDefault(field) || "–"}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </Stack>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <Text size="xs" className="quiet">
        {term}
      </Text>
      <Text component="div" size="sm">
        {children}
      </Text>
    </div>
  );
}
