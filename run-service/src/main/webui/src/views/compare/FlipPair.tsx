import { Button } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { Flip, FlipSide } from "@/api/comparison";
import { itemQuery, runQuery } from "@/api/runs";
import { score } from "@/format/numbers";
import { Diff } from "@/parts/diff/Diff";
import { UnitStatus } from "@/parts/Status";
import { Content } from "@/parts/text/Content";
import { oneLine } from "@/parts/text/visible";
import { compareWords } from "@/words/compare";
import css from "./Compare.module.css";
import { whole } from "./flips";

const words = compareWords.flips;

/** One flip: what was asked and expected, both answers with their scores, and what differs. */
export function FlipPair({
  flip: listed,
  runs,
  names,
  next,
  previous,
  close,
}: {
  flip: Flip;
  runs: [string, string];
  names: [string, string];
  next: () => void;
  previous: () => void;
  close: () => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView({ block: "nearest" });
  }, [listed]);
  const [base, other] = useQueries({ queries: runs.map((id) => runQuery(id)) });
  // Positions are those of the baseline's dataset; another version may have the item elsewhere.
  const samePlaces =
    base?.data?.dataset?.name === other?.data?.dataset?.name &&
    base?.data?.dataset?.version === other?.data?.dataset?.version;
  // What is long stands in the list by its beginning.
  const [here, there] = useQueries({
    queries: runs.map((id, at) => ({
      ...itemQuery(id, listed.position, listed.repeat),
      enabled: listed.cut && (at === 0 || (samePlaces && !!base?.data && !!other?.data)),
    })),
  });
  const flip = whole(listed, here?.data, there?.data);
  return (
    <div ref={box} className={css.flip}>
      <div className={css.flipHead}>
        <h3 className="cut">{oneLine(flip.item_id ?? String(flip.position), 120)}</h3>
        <Button.Group>
          <Button
            variant="default"
            title={words.previous}
            aria-label={words.previous}
            onClick={previous}
          >
            ↑
          </Button>
          <Button variant="default" title={words.next} aria-label={words.next} onClick={next}>
            ↓
          </Button>
          <Button variant="default" title={words.close} aria-label={words.close} onClick={close}>
            ✕
          </Button>
        </Button.Group>
      </div>
      {flip.cut && <p className="quiet">{words.cut}</p>}
      <div className={css.pair} style={{ marginBottom: 14 }}>
        <div>
          <div className={css.sideTitle}>
            <strong>{words.input}</strong>
          </div>
          <Content value={flip.input} name={words.input} />
        </div>
        <div>
          <div className={css.sideTitle}>
            <strong>{words.expected}</strong>
          </div>
          <Content value={flip.expected} name={words.expected} />
        </div>
      </div>
      <div className={css.pair}>
        <One side={flip.baseline} name={names[0]} run={runs[0]} flip={flip} exact />
        <One side={flip.other} name={names[1]} run={runs[1]} flip={flip} exact={samePlaces} />
      </div>
      <div style={{ marginTop: 14 }}>
        <div className={css.sideTitle}>
          <strong>{words.diff}</strong>
        </div>
        <Diff before={flip.baseline.output} after={flip.other.output} names={names} />
      </div>
    </div>
  );
}

function One({
  side,
  name,
  run,
  flip,
  exact,
}: {
  side: FlipSide;
  name: string;
  run: string;
  flip: Flip;
  exact: boolean;
}) {
  return (
    <div>
      <div className={css.sideTitle}>
        <strong>{name}</strong>
        {Object.entries(side.scores ?? {}).map(([key, one]) => (
          <span key={key} title={oneLine(one.reason ?? "") || undefined}>
            {typeof one.passed === "boolean" ? (
              <UnitStatus
                status={one.passed ? "passed" : "failed"}
                text={`${key} ${score(one.score)}`}
              />
            ) : (
              `${key} ${score(one.score)}`
            )}
          </span>
        ))}
        {exact ? (
          <Link
            to="/runs/$id/items/$n"
            params={{ id: run, n: String(flip.position) }}
            search={(flip.repeat > 0 ? { repeat: flip.repeat } : {}) as never}
          >
            {words.open(name)}
          </Link>
        ) : (
          <Link
            to="/runs/$id"
            params={{ id: run }}
            search={{ q: flip.item_id ?? undefined } as never}
            hash="items"
          >
            {words.open(name)}
          </Link>
        )}
      </div>
      <Content value={side.output} name={name} />
    </div>
  );
}
