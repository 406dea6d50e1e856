import { Group, Stack, Text } from "@mantine/core";
import type { Schemas } from "@/api/client";
import { score as format } from "@/format/numbers";
import { UnitStatus } from "@/parts/Status";
import { visibleText } from "@/parts/text/visible";
import { Value } from "@/parts/Value";
import { scorers as words } from "@/words/scorers";
import css from "./Scorers.module.css";

/** What a scorer said of one answer. */
export function TrialResult({ score }: { score: Schemas["Score"] }) {
  const said = words.try;
  const passed =
    score.status === "error"
      ? "error"
      : score.status === "skipped"
        ? "skipped"
        : score.passed === true
          ? "passed"
          : score.passed === false
            ? "failed"
            : null;
  return (
    <Stack gap="xs">
      <Group gap="md" align="baseline">
        <span className={css.score}>{format(score.score)}</span>
        {passed ? (
          <UnitStatus status={passed} />
        ) : (
          <Text size="sm" className="quiet">
            {said.undecided}
          </Text>
        )}
        <span className="quiet">
          {score.scorer} {words.version(score.version)}
        </span>
      </Group>
      {score.error && (
        <Text size="sm">
          {visibleText(score.error.message ?? "")} <span className="quiet">{score.error.code}</span>
        </Text>
      )}
      {score.reason && <Text size="sm">{visibleText(score.reason)}</Text>}
      {score.metadata !== undefined && score.metadata !== null && (
        <Value value={score.metadata} label={said.metadata} />
      )}
    </Stack>
  );
}
