import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { GroupSummary } from "@/api/results";
import { count, percent, percentRange, score, scoreRange } from "@/format/numbers";
import { IntervalLine } from "@/parts/IntervalLine";
import { visibleText } from "@/parts/text/visible";
import { runPage } from "@/words/run";
import { Block } from "./Block";
import { worstFirst, type Group } from "./groups";
import css from "./Run.module.css";

const words = runPage.groups;
const FIRST = 12;

/** Sections or labels as small multiples, the worst first. */
export function Groups({
  id,
  kind,
  groups,
  omitted = 0,
}: {
  id: string;
  kind: "section" | "label";
  groups: Record<string, GroupSummary> | null | undefined;
  omitted?: number;
}) {
  const sorted = useMemo(() => worstFirst(groups), [groups]);
  const [all, setAll] = useState(false);
  if (sorted.length === 0) return null;
  const title = kind === "section" ? words.sections : words.labels;
  return (
    <Block title={title} note={words.lead}>
      <div className={css.groups}>
        {sorted.slice(0, all ? undefined : FIRST).map((group) => (
          <Small key={group.name} id={id} kind={kind} group={group} />
        ))}
      </div>
      {sorted.length > FIRST && !all && (
        <Anchor component="button" type="button" size="sm" mt={8} onClick={() => setAll(true)}>
          {words.all(count(sorted.length))}
        </Anchor>
      )}
      {omitted > 0 && <p className="quiet">{words.omitted(count(omitted))}</p>}
    </Block>
  );
}

function Small({ id, kind, group }: { id: string; kind: "section" | "label"; group: Group }) {
  const name = visibleText(group.name);
  const { value, interval, rated } = group;
  return (
    <Link
      to="/runs/$id"
      params={{ id }}
      search={{ [kind]: group.name } as never}
      hash="items"
      className={css.group}
      title={`${words.filter(name)}: ${words.tally(group.passed, group.of)}`}
    >
      <span className={css.groupTop}>
        <span className="cut">{name}</span>
        <span className="num" title={rated ? undefined : words.noRate}>
          {rated ? percent(value) : score(value)}{" "}
          <span className="quiet">
            {(rated ? percentRange : scoreRange)(interval?.lower, interval?.upper, rated ? 0 : 2)}
          </span>
        </span>
      </span>
      <IntervalLine
        value={value}
        interval={interval}
        bounds={group.bounds}
        format={rated ? percent : score}
      />
    </Link>
  );
}
