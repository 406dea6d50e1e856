import { Code, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { CopyButton } from "@/parts/CopyButton";
import { homeWords } from "@/words/home";
import css from "./Home.module.css";

const words = homeWords.first;
const TO = ["/datasets", "/providers", "/launch"] as const;

/** For an installation in which nothing has run yet: what to click, what to type. */
export function FirstSteps() {
  return (
    <Stack gap="md" className={css.first}>
      <div>
        <Title order={2}>{words.title}</Title>
        <Text size="sm" className="quiet">
          {words.lead}
        </Text>
      </div>
      <ol className={css.steps}>
        {words.steps.map((step, at) => (
          <li key={step.title} className={css.step}>
            <span className={css.number} aria-hidden>
              {at + 1}
            </span>
            <h3>{step.title}</h3>
            <Text size="sm">{step.text}</Text>
            <Link to={TO[at] ?? "/"} className={css.link}>
              {step.go}
            </Link>
          </li>
        ))}
      </ol>
      <Text size="sm" component="div">
        {words.type} <Code>{words.command}</Code>{" "}
        <CopyButton text={words.command} size="compact-xs" /> {words.typeLead}
      </Text>
    </Stack>
  );
}
