import { Button, Group, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { RunDetail } from "@/api/results";
import { ended } from "@/stream/reducer";
import { runsWords } from "@/words/runs";
import { comparison } from "./rows";
import css from "./Runs.module.css";

const words = runsWords.together;

/** Runs that were launched together: how far they are, and their comparison once they have ended. */
export function Together({ runs }: { runs: RunDetail[] }) {
  if (runs.length < 2) return null;
  const over = runs.filter((run) => ended(run.status)).length;
  return (
    <Group gap="sm" className={css.ticked} role="status">
      {over === runs.length ? (
        <>
          <Button
            component={Link}
            to="/compare"
            search={comparison(runs.map((run) => run.id)) as never}
          >
            {words.compare(runs.length)}
          </Button>
          <Text size="sm">{words.over(runs.length)}</Text>
        </>
      ) : (
        <Text size="sm">{words.going(over, runs.length)}</Text>
      )}
      <Button variant="subtle" component={Link} to="/runs">
        {words.all}
      </Button>
    </Group>
  );
}
