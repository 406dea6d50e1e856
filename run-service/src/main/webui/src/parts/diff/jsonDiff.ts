import { kindOf, partsOf, pathText, type Kind, type Path } from "@/parts/text/jsonTree";

/** A place where two JSON values are not the same. */
export interface Difference {
  path: string;
  kind: "added" | "removed" | "changed" | "type";
  before: unknown;
  after: unknown;
  /** Of another type: the two types. */
  types?: { before: Kind; after: Kind };
}

/** So many differences are listed. */
const MOST = 500;

/** What is not the same in two JSON values, path by path. Not recursive: they may be deep. */
export function jsonDiff(before: unknown, after: unknown): Difference[] {
  const found: Difference[] = [];
  const stack: { path: Path; before: unknown; after: unknown }[] = [{ path: [], before, after }];
  while (stack.length > 0 && found.length < MOST) {
    const at = stack.pop();
    if (!at) break;
    const types = { before: kindOf(at.before), after: kindOf(at.after) };
    if (types.before !== types.after) {
      found.push({ path: pathText(at.path), kind: "type", ...sides(at), types });
    } else if (types.before === "object" || types.before === "array") {
      const ours = new Map(partsOf(at.before));
      const theirs = new Map(partsOf(at.after));
      const names = [...new Set([...ours.keys(), ...theirs.keys()])];
      const deeper: typeof stack = [];
      for (const name of names) {
        const path = [...at.path, name];
        if (ours.has(name) && theirs.has(name)) {
          deeper.push({ path, before: ours.get(name), after: theirs.get(name) });
        } else {
          const gone = ours.has(name);
          found.push({
            path: pathText(path),
            kind: gone ? "removed" : "added",
            before: ours.get(name),
            after: theirs.get(name),
          });
        }
      }
      stack.push(...deeper.reverse());
    } else if (at.before !== at.after) {
      found.push({ path: pathText(at.path), kind: "changed", ...sides(at) });
    }
  }
  return found;
}

function sides(at: { before: unknown; after: unknown }) {
  return { before: at.before, after: at.after };
}
