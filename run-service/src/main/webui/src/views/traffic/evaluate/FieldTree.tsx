import { Checkbox } from "@mantine/core";
import { useState } from "react";
import { visibleText } from "@/parts/text/visible";
import { evaluateWords } from "@/words/evaluateTraffic";
import css from "./Evaluate.module.css";
import { ticked, tickOf, type FieldNode } from "./fieldTree";

const words = evaluateWords.fields;
const OPEN_DEPTH = 2;

interface Ticking {
  of: number;
  fields: readonly string[] | null;
  tick: (node: FieldNode) => void;
}

/** The fields of answers with a tick each; one that has some below it ticked shows that. */
export function FieldTree({
  tree,
  of,
  fields,
  change,
}: {
  tree: readonly FieldNode[];
  /** How many answers were looked at. */
  of: number;
  fields: readonly string[] | null;
  change: (fields: string[] | null) => void;
}) {
  const whole = tree.map((node) => tickOf(node, fields));
  const all = whole.every((tick) => tick === "all");
  return (
    <div className={css.tree}>
      <Checkbox
        size="xs"
        label={words.all}
        checked={all}
        indeterminate={!all && whole.some((tick) => tick !== "none")}
        onChange={() => change(all ? [] : null)}
      />
      <Level
        nodes={tree}
        depth={1}
        of={of}
        fields={fields}
        tick={(node) => change(ticked(tree, fields, node))}
      />
    </div>
  );
}

function Level({
  nodes,
  depth,
  ...ticking
}: { nodes: readonly FieldNode[]; depth: number } & Ticking) {
  return (
    <ul className={css.level}>
      {nodes.map((node) => (
        <Branch key={node.path} node={node} depth={depth} {...ticking} />
      ))}
    </ul>
  );
}

function Branch({ node, depth, ...ticking }: { node: FieldNode; depth: number } & Ticking) {
  const { of, fields, tick } = ticking;
  const [open, setOpen] = useState(depth < OPEN_DEPTH);
  const state = tickOf(node, fields);
  const name = visibleText(node.name);
  return (
    <li>
      <div className={css.branch}>
        <Checkbox
          size="xs"
          label={<span className="mono">{name}</span>}
          checked={state === "all"}
          indeterminate={state === "some"}
          onChange={() => tick(node)}
        />
        {node.children.length > 0 && (
          <button
            type="button"
            className={css.fold}
            aria-expanded={open}
            aria-label={(open ? words.close : words.open)(name)}
            onClick={() => setOpen(!open)}
          >
            {open ? "▾" : "▸"}
          </button>
        )}
        <span className="quiet">
          {node.list && `${words.list} · `}
          {node.seen < of && words.seen(node.seen, of)}
        </span>
      </div>
      {open && node.children.length > 0 && (
        <Level nodes={node.children} depth={depth + 1} {...ticking} />
      )}
    </li>
  );
}
