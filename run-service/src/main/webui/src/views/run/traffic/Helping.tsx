import { Link } from "@tanstack/react-router";
import type { RunDetail } from "@/api/results";
import { outcomeWords as words } from "@/words/outcome";
import { Block } from "../Block";

/** That a run waits for another one, or works for one; nothing for the others. */
export function Helping({ run }: { run: RunDetail }) {
  const { purpose, waits_for } = run;
  const helps = purpose ? words.helps[purpose] : null;
  if (!helps && !waits_for) return null;
  return (
    <Block title={waits_for ? words.waits : (helps ?? "")}>
      {waits_for && (
        <Link to="/runs/$id" params={{ id: waits_for }}>
          {words.seeInference}
        </Link>
      )}
    </Block>
  );
}
