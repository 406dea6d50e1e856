import { kindOf, pathText, type Path } from "@/parts/text/jsonTree";
import { ruleOf, type Rule, type Schema } from "./schema";

export type FieldKind =
  "group" | "list" | "text" | "long" | "integer" | "number" | "boolean" | "choice" | "json";

/** A line of the form of a correction. */
export interface FormRow {
  id: string;
  path: Path;
  depth: number;
  label: string;
  kind: FieldKind;
  value: unknown;
  /** It may be there, and is not. */
  absent: boolean;
  nullable: boolean;
  required: boolean;
  options: unknown[];
  help: string;
  /** What it holds is not of the kind that the schema wants. */
  fault: boolean;
  /** It may be taken out: an element of a list, or a field that need not be. */
  removable: boolean;
}

const MOST_ROWS = 400;
const DEEPEST = 12;
const LONG = 80;

/**
 * The lines of a form for a value: the fields that the schema names in its order, then those that
 * only the value has. Without a schema the value alone says what there is to fill in.
 */
export function formOf(schema: Schema | null, value: unknown): FormRow[] {
  const rows: FormRow[] = [];
  walk(rows, schema, schema, value, [], "", { required: true, absent: false, element: false });
  // The whole needs no line of its own where it is an object: its fields are the form.
  return rows[0]?.kind === "group"
    ? rows.slice(1).map((row) => ({ ...row, depth: row.depth - 1 }))
    : rows;
}

interface Place {
  required: boolean;
  absent: boolean;
  element: boolean;
}

function walk(
  rows: FormRow[],
  root: Schema | null,
  schema: Schema | null,
  value: unknown,
  path: Path,
  label: string,
  { required, absent, element }: Place,
): void {
  if (rows.length >= MOST_ROWS) return;
  const rule = ruleOf(schema, root);
  const kind = path.length > DEEPEST ? "json" : kindFor(rule, value);
  rows.push({
    id: pathText(path),
    path,
    depth: path.length,
    label,
    kind,
    value,
    absent,
    nullable: rule?.nullable === true || (rule === null && value === null),
    required,
    options: rule?.options ?? [],
    help: rule?.help ?? "",
    fault: isFault(rule, kind, value),
    removable: path.length > 0 && !absent && (element || !required),
  });
  if (kind === "group") {
    const has = isObject(value) ? value : {};
    const named = new Map(rule?.properties ?? []);
    for (const name of new Set([...named.keys(), ...Object.keys(has)])) {
      walk(rows, root, named.get(name) ?? null, has[name], [...path, name], name, {
        // What the schema does not speak of may go, unless there is no schema to speak.
        required: rule === null || rule.required.has(name),
        absent: !(name in has),
        element: false,
      });
    }
  } else if (kind === "list" && Array.isArray(value)) {
    value.forEach((part: unknown, i) =>
      walk(rows, root, rule?.items ?? null, part, [...path, i], `${i + 1}`, {
        required: true,
        absent: false,
        element: true,
      }),
    );
  }
}

/** What a line is: by the schema where it says one thing, else by what is there. */
function kindFor(rule: Rule | null, value: unknown): FieldKind {
  if (rule?.options && rule.options.every((one) => typeof one !== "object")) return "choice";
  const [type, ...others] = rule?.types ?? [];
  const by = others.length === 0 && type !== undefined ? type : kindOf(value);
  const long =
    rule?.long || (typeof value === "string" && (value.length > LONG || value.includes("\n")));
  switch (by) {
    case "object":
      return isObject(value) || value === undefined || value === null
        ? rule && rule.properties.length > 0
          ? "group"
          : isObject(value)
            ? "group"
            : "json"
        : "json";
    case "array":
      return value === undefined || value === null || Array.isArray(value) ? "list" : "json";
    case "integer":
    case "number":
    case "boolean":
      return by;
    case "string":
      return long ? "long" : "text";
    // Null, and no schema that says what else it could be.
    default:
      return rule && rule.properties.length > 0 ? "group" : "text";
  }
}

function isFault(rule: Rule | null, kind: FieldKind, value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (kind === "choice") return !(rule?.options ?? []).includes(value);
  if (kind === "text" || kind === "long") return typeof value !== "string";
  if (kind === "integer") return !Number.isInteger(value);
  if (kind === "number") return typeof value !== "number";
  return kind === "boolean" && typeof value !== "boolean";
}

/** What stands in a field that somebody has emptied: null where it may be, gone where it may go. */
export function emptied(row: FormRow): unknown {
  if (row.nullable) return null;
  if (!row.required) return undefined;
  return row.kind === "text" || row.kind === "long" ? "" : null;
}

/** A value with another one in one place; undefined takes it out. Nothing is changed in place. */
export function withAt(value: unknown, path: Path, next: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return next;
  if (typeof step === "number") {
    const list = Array.isArray(value) ? (value as unknown[]) : [];
    const part = withAt(list[step], rest, next);
    return rest.length === 0 && next === undefined
      ? list.filter((_, i) => i !== step)
      : [...list.slice(0, step), part, ...list.slice(step + 1)];
  }
  const has = isObject(value) ? value : {};
  if (rest.length === 0 && next === undefined) {
    return Object.fromEntries(Object.entries(has).filter(([name]) => name !== step));
  }
  return { ...has, [step]: withAt(has[step], rest, next) };
}

/** A further element of a list: like the schema says, else like the one before it, empty. */
export function furtherOf(schema: Schema | null, row: FormRow): unknown {
  const list = Array.isArray(row.value) ? (row.value as unknown[]) : [];
  const rule = ruleAt(schema, row.path);
  if (rule?.items) return blank(rule.items, schema, 0);
  return blankLike(list.at(-1));
}

/** The rule of a place, found from the whole schema down. */
function ruleAt(root: Schema | null, path: Path): Rule | null {
  let rule = ruleOf(root, root);
  for (const step of path) {
    const named = rule?.properties.find(([name]) => name === step)?.[1] ?? null;
    rule = ruleOf(typeof step === "number" ? (rule?.items ?? null) : named, root);
  }
  return rule;
}

/** The least that a schema asks for, to be filled in. */
function blank(schema: Schema, root: Schema | null, depth: number): unknown {
  const rule = ruleOf(schema, root);
  if (!rule || rule.nullable || depth > DEEPEST) return null;
  if (rule.options) return rule.options[0] ?? null;
  switch (rule.types[0]) {
    case "object":
      return Object.fromEntries(
        rule.properties
          .filter(([name]) => rule.required.has(name))
          .map(([name, of]) => [name, blank(of, root, depth + 1)]),
      );
    case "array":
      return [];
    case "string":
      return "";
    case "boolean":
      return false;
    case "integer":
    case "number":
      return 0;
    default:
      return null;
  }
}

function blankLike(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, blankLike(of)]));
  }
  return typeof value === "string" ? "" : value === undefined ? "" : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
