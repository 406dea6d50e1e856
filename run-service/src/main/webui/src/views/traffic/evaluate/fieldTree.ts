/** A field that answers have, with the fields below it. */
export interface FieldNode {
  name: string;
  /** As `fields` of an evaluator names it: it stands for itself and all below. */
  path: string;
  children: FieldNode[];
  /** In how many of the answers it is. */
  seen: number;
  /** It was a list in one of them: its elements are compared with it. */
  list: boolean;
}

export type Tick = "all" | "some" | "none";

const LEFT_OUT = "_metadata";
const DEEPEST = 8;
const MOST_CHILDREN = 200;

interface Growing {
  node: FieldNode;
  below: Map<string, Growing>;
}

/** The fields of answers, in the order in which they came; texts and lists have none. */
export function treeOf(answers: readonly unknown[]): FieldNode[] {
  const root = new Map<string, Growing>();
  for (const answer of answers) grow(root, answer, "", 1);
  return grown(root);
}

function grow(into: Map<string, Growing>, value: unknown, path: string, depth: number): void {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return;
  for (const [name, part] of Object.entries(value)) {
    // The service leaves these out of every comparison.
    if (name.includes(LEFT_OUT)) continue;
    const known = into.get(name);
    if (!known && into.size >= MOST_CHILDREN) continue;
    const at = path === "" ? name : `${path}.${name}`;
    const growing = known ?? {
      node: { name, path: at, children: [], seen: 0, list: false },
      below: new Map<string, Growing>(),
    };
    growing.node.seen++;
    growing.node.list ||= Array.isArray(part);
    if (depth < DEEPEST) grow(growing.below, part, at, depth + 1);
    into.set(name, growing);
  }
}

function grown(of: Map<string, Growing>): FieldNode[] {
  return [...of.values()].map(({ node, below }) => ({ ...node, children: grown(below) }));
}

/** Whether a chosen field stands for a path, as the service has it. */
function covers(field: string, path: string): boolean {
  return path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`);
}

function leavesOf(node: FieldNode): FieldNode[] {
  return node.children.length === 0 ? [node] : node.children.flatMap(leavesOf);
}

/** How a field is ticked, of fields that are chosen; null are all. */
export function tickOf(node: FieldNode, fields: readonly string[] | null): Tick {
  const leaves = leavesOf(node);
  const chosen = leaves.filter((leaf) => isChosen(leaf, fields));
  if (chosen.length === leaves.length) return "all";
  return chosen.length === 0 ? "none" : "some";
}

function isChosen(leaf: FieldNode, fields: readonly string[] | null): boolean {
  return fields === null || fields.some((field) => covers(field, leaf.path));
}

/**
 * The fields after a tick is set or taken away: all below it go with it. What is ticked as a whole
 * is named once; null when everything is.
 */
export function ticked(
  tree: readonly FieldNode[],
  fields: readonly string[] | null,
  node: FieldNode,
): string[] | null {
  const on = tickOf(node, fields) !== "all";
  const below = new Set(leavesOf(node).map((leaf) => leaf.path));
  const chosen = new Set(
    tree
      .flatMap(leavesOf)
      .filter((leaf) => (below.has(leaf.path) ? on : isChosen(leaf, fields)))
      .map((leaf) => leaf.path),
  );
  return fieldsOf(tree, chosen);
}

/** The fewest paths that stand for these leaves; null for all of them. */
function fieldsOf(tree: readonly FieldNode[], chosen: ReadonlySet<string>): string[] | null {
  const name = (node: FieldNode): string[] => {
    const leaves = leavesOf(node);
    const found = leaves.filter((leaf) => chosen.has(leaf.path)).length;
    if (found === leaves.length) return [node.path];
    return found === 0 ? [] : node.children.flatMap(name);
  };
  const all = tree.every((node) => leavesOf(node).every((leaf) => chosen.has(leaf.path)));
  return all ? null : tree.flatMap(name);
}
