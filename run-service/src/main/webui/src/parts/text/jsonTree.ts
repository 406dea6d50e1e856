export type Path = readonly (string | number)[];

export type Kind = "object" | "array" | "string" | "number" | "boolean" | "null";

/** A line of a tree of JSON. */
export interface TreeRow {
  /** Its path as text: the identity of the row. */
  id: string;
  depth: number;
  /** The name within its parent; null for the root. */
  name: string | null;
  kind: Kind;
  /** Of what has parts: how many; of a leaf: 0. */
  size: number;
  /** A leaf as text, strings without their quotes. */
  value: string;
  open: boolean;
  /** How many parts of this one are not listed, since they are many. */
  more: number;
}

/** So many parts of an object or array are listed. */
export const MOST_PARTS = 200;
/** So many lines has a tree. */
const MOST_ROWS = 5_000;
/** So deep is it open by itself. */
const OPEN_DEPTH = 2;

export function kindOf(value: unknown): Kind {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "array";
  const type = typeof value;
  return type === "object" || type === "string" || type === "number" || type === "boolean"
    ? type
    : "null";
}

/** A path as people write it: `a.b[0]["odd key"]`; the root is `$`. */
export function pathText(path: Path): string {
  let text = "";
  for (const step of path) {
    if (typeof step === "number") text += `[${step}]`;
    else if (/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(step)) text += text === "" ? step : `.${step}`;
    else text += `[${JSON.stringify(step)}]`;
  }
  return text === "" ? "$" : text;
}

/**
 * The lines that are visible, from the root on. Not recursive: JSON may be as deep as it likes.
 *
 * @param toggled rows whose openness is not what it is by itself
 */
export function treeRows(root: unknown, toggled: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = [];
  const stack: { value: unknown; path: Path; name: string | null }[] = [
    { value: root, path: [], name: null },
  ];
  while (stack.length > 0 && rows.length < MOST_ROWS) {
    const at = stack.pop();
    if (!at) break;
    const kind = kindOf(at.value);
    const parts = partsOf(at.value);
    const id = pathText(at.path);
    const open = parts.length > 0 && at.path.length < OPEN_DEPTH !== toggled.has(id);
    rows.push({
      id,
      depth: at.path.length,
      name: at.name,
      kind,
      size: parts.length,
      value: kind === "object" || kind === "array" ? "" : String(at.value),
      open,
      more: open ? Math.max(0, parts.length - MOST_PARTS) : 0,
    });
    if (!open) continue;
    for (let i = Math.min(parts.length, MOST_PARTS) - 1; i >= 0; i--) {
      const part = parts[i];
      if (part) stack.push({ value: part[1], path: [...at.path, part[0]], name: String(part[0]) });
    }
  }
  return rows;
}

/** The parts of an object or array with their names, in their order. */
export function partsOf(value: unknown): [string | number, unknown][] {
  if (Array.isArray(value)) return value.map((part, i) => [i, part as unknown]);
  if (value !== null && typeof value === "object") return Object.entries(value);
  return [];
}
