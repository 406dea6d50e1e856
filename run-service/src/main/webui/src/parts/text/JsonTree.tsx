import { useState } from "react";
import { count } from "@/format/numbers";
import { partWords as words } from "@/words/parts";
import { bounded } from "./bounded";
import { treeRows, type TreeRow } from "./jsonTree";
import { Visible } from "./ModelText";
import css from "./Text.module.css";
import { visibleText } from "./visible";

const LONGEST_LEAF = 2_000;
const INDENT = 14;
const DEEPEST_INDENT = 24;

/** JSON as a tree that opens and closes. */
export function JsonTree({ value }: { value: unknown }) {
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) => {
    const next = new Set(toggled);
    if (!next.delete(id)) next.add(id);
    setToggled(next);
  };
  return (
    <ul className={css.tree}>
      {treeRows(value, toggled).map((row) => (
        <Row key={row.id} row={row} toggle={toggle} />
      ))}
    </ul>
  );
}

function Row({ row, toggle }: { row: TreeRow; toggle: (id: string) => void }) {
  const parts = row.kind === "object" || row.kind === "array";
  const leaf = bounded(row.value, LONGEST_LEAF);
  return (
    <li
      className={css.row}
      style={{ paddingLeft: Math.min(row.depth, DEEPEST_INDENT) * INDENT }}
      title={row.depth > DEEPEST_INDENT ? visibleText(row.id.slice(-200)) : undefined}
    >
      {row.size > 0 ? (
        <button
          type="button"
          className={css.fold}
          aria-expanded={row.open}
          aria-label={(row.open ? words.close : words.open)(row.id.slice(-80))}
          onClick={() => toggle(row.id)}
        >
          {row.open ? "▾" : "▸"}
        </button>
      ) : (
        <span className={css.fold} />
      )}
      {row.name !== null && (
        <span className={`${css.name} cut`}>{visibleText(row.name.slice(0, 200))}:</span>
      )}
      {parts ? (
        <span className="quiet">
          {row.kind === "array" ? `[${words.items(row.size)}]` : `{${words.fields(row.size)}}`}
          {row.more > 0 && ` ${words.treeMore(count(row.more))}`}
        </span>
      ) : (
        <span className={`${css.value} ${css[row.kind]}`}>
          {row.kind === "string" ? <Visible text={`"${leaf.text}"`} /> : row.value}
          {leaf.left > 0 && "…"}
        </span>
      )}
    </li>
  );
}
