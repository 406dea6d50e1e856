import { useMemo } from "react";
import { asJson, asText } from "@/parts/text/bounded";
import { Visible } from "@/parts/text/ModelText";
import { oneLine, visibleText } from "@/parts/text/visible";
import { partWords as words } from "@/words/parts";
import css from "./Diff.module.css";
import { jsonDiff } from "./jsonDiff";
import { wordDiff } from "./wordDiff";

interface Sides {
  before: unknown;
  after: unknown;
  /** What the sides are called, when not expected and answer. */
  names?: [string, string];
}

/** What is not the same: by path when both are JSON, otherwise by words. */
export function Diff({ before, after, names = [words.before, words.after] }: Sides) {
  const ours = useMemo(() => asJson(before), [before]);
  const theirs = useMemo(() => asJson(after), [after]);
  if (ours !== undefined && theirs !== undefined) {
    return <JsonDiff before={ours} after={theirs} names={names} />;
  }
  return <WordDiff before={asText(before)} after={asText(after)} />;
}

function WordDiff({ before, after }: { before: string; after: string }) {
  const changes = useMemo(() => wordDiff(before, after), [before, after]);
  if (before === after) return <span className="quiet">{words.same}</span>;
  if (changes === null) return <span className="quiet">{words.tooDifferent}</span>;
  return (
    <pre className={css.words} dir="auto">
      {changes.map((change, i) => {
        const Tag = { same: "span", removed: "del", added: "ins" }[change.kind] as "span";
        return (
          <Tag key={i}>
            <Visible text={change.text} />
          </Tag>
        );
      })}
    </pre>
  );
}

function JsonDiff({ before, after, names }: Required<Sides>) {
  const found = useMemo(() => jsonDiff(before, after), [before, after]);
  if (found.length === 0) return <span className="quiet">{words.sameValue}</span>;
  return (
    <>
      <table className={css.paths}>
        <thead>
          <tr>
            <th scope="col">{words.path}</th>
            <th scope="col">{names[0]}</th>
            <th scope="col">{names[1]}</th>
          </tr>
        </thead>
        <tbody>
          {found.map((one) => (
            <tr key={one.path + one.kind}>
              <td>
                <span className="mono">{visibleText(one.path.slice(-120))}</span>
                <div className="quiet">
                  {one.types
                    ? words.typeChange(one.types.before, one.types.after)
                    : words.diffKinds[one.kind]}
                </div>
              </td>
              <td className="mono">{one.kind === "added" ? "–" : leaf(one.before)}</td>
              <td className="mono">{one.kind === "removed" ? "–" : leaf(one.after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.length >= 500 && <p className="quiet">{words.manyDifferences}</p>}
    </>
  );
}

function leaf(value: unknown): string {
  return oneLine(JSON.stringify(value) ?? "", 200);
}
