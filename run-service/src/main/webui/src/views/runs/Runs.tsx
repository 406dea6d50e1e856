import { Button, Stack, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { PageHead } from "@/parts/PageHead";
import { useMay } from "@/session";
import { runsWords as words } from "@/words/runs";
import { Archive } from "./Archive";
import { Board, useActive } from "./Board";
import css from "./Runs.module.css";

/** Active runs as cards that follow them, and below them all that have ended. */
export function Runs() {
  const mayRun = useMay("run");
  const ids = useActive();
  return (
    <Stack gap="lg" className={css.view}>
      <div>
        <PageHead
          title={words.title}
          actions={
            mayRun && (
              <Button
                component={Link}
                to="."
                search={((before: object) => ({ ...before, launch: "new" })) as never}
              >
                {words.launch}
              </Button>
            )
          }
        />
        <section aria-labelledby="board">
          <Title order={2} id="board" className={css.part}>
            {words.board}
          </Title>
          <Board ids={ids} />
        </section>
      </div>
      <section aria-labelledby="archive">
        <Title order={2} id="archive" className={css.part}>
          {words.archive}
        </Title>
        <Archive />
      </section>
    </Stack>
  );
}
