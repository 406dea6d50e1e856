import { Button, Stack, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { PageHead } from "@/parts/PageHead";
import { useAddress } from "@/parts/useAddress";
import { useMay } from "@/session";
import { runsWords as words } from "@/words/runs";
import { Archive } from "./Archive";
import { Board, useActive } from "./Board";
import css from "./Runs.module.css";
import { readSearch } from "./search";
import { Together } from "./Together";
import { useGroup } from "./useGroup";

/** Active runs as cards that follow them, and below them all that have ended. */
export function Runs() {
  const mayRun = useMay("run");
  const [{ group }] = useAddress(readSearch);
  const together = useGroup(group);
  const active = useActive();
  const ids = group === "" ? active : active.filter((id) => together.some((run) => run.id === id));
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
            {together.length > 1 ? words.together.title : words.board}
          </Title>
          <Stack gap="sm">
            {group !== "" && <Together runs={together} />}
            {(group === "" || ids.length > 0) && <Board ids={ids} />}
          </Stack>
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
