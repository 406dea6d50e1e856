import { Button, Group } from "@mantine/core";
import type { HumanLabel } from "@/api/results";
import type { ScoreRow } from "@/api/runItems";
import { itemWords } from "@/words/item";

const words = itemWords.drawer;

export interface Labelling {
  may: boolean;
  active: string | undefined;
  labels: HumanLabel[];
  rater: string;
  choose: (key: string) => void;
  say: (agree: boolean, key: string) => void;
  undo: () => void;
}

/** Whether one agrees with a judge's score; shown at once, taken back by undo. */
export function Agreeing({ score, labelling }: { score: ScoreRow; labelling: Labelling }) {
  if (typeof score.passed !== "boolean") {
    return score.status === "success" ? <p className="quiet">{words.label.noThreshold}</p> : null;
  }
  const labels = labelling.labels.filter((label) => label.scorer === score.key);
  const mine = labels.find((label) => label.by === labelling.rater);
  const others = labels.filter((label) => label !== mine);
  const agreed = mine ? mine.passed === score.passed : null;
  const isActive = labelling.active === score.key;
  return (
    <Group gap={8} mt={4}>
      {labelling.may && (
        <Button.Group>
          <Button
            variant={agreed === true ? "filled" : "default"}
            aria-pressed={agreed === true}
            onFocus={() => labelling.choose(score.key)}
            onClick={() => labelling.say(true, score.key)}
          >
            {isActive ? words.label.agree : words.label.agree.replace(" (y)", "")}
          </Button>
          <Button
            variant={agreed === false ? "filled" : "default"}
            aria-pressed={agreed === false}
            onFocus={() => labelling.choose(score.key)}
            onClick={() => labelling.say(false, score.key)}
          >
            {isActive ? words.label.disagree : words.label.disagree.replace(" (x)", "")}
          </Button>
        </Button.Group>
      )}
      {mine && (
        <span role="status">
          {mine.passed === score.passed ? words.label.agreed : words.label.disagreed}
          {labelling.may && (
            <Button variant="subtle" onClick={labelling.undo}>
              {words.label.undo}
            </Button>
          )}
          {mine.stale && <span className="quiet"> {words.label.stale}</span>}
        </span>
      )}
      {others.map((label) => (
        <span key={label.id} className="quiet">
          {label.by || "–"}: {label.passed ? "pass" : "fail"}
        </span>
      ))}
    </Group>
  );
}
