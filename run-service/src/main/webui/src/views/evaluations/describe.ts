import { percent } from "@/format/numbers";
import { evaluations as words } from "@/words/evaluations";

/** A definition as free JSON; every field may be absent or written short. */
export type Definition = Record<string, unknown>;

export interface ScorerLine {
  key: string;
  id: string;
  threshold: string;
  /** Parameters as they are, without those that stand elsewhere. */
  params: Record<string, unknown>;
}

const PLAIN = [
  "repeats",
  "concurrency",
  "order",
  "early_stop",
  "budget",
  "cache",
  "tags",
  "judge",
] as const;

/** The plain fields that are set, as term and value. */
export function settings(definition: Definition): { term: string; value: string }[] {
  return PLAIN.filter((name) => isSet(definition[name])).map((name) => ({
    term: words.terms[name] ?? name,
    value: plain(definition[name]),
  }));
}

/** The name of a dataset and its version, however it was written. */
export function datasetOf(definition: Definition): { name: string; version: string } | null {
  const dataset = definition.dataset;
  if (typeof dataset === "string") {
    const [name = "", version = ""] = dataset.split("@");
    return { name, version };
  }
  const fields = asObject(dataset);
  return typeof fields.name === "string"
    ? { name: fields.name, version: fields.version === undefined ? "" : String(fields.version) }
    : null;
}

/** What is evaluated; null when it is said at launch. */
export function targetOf(definition: Definition): string | null {
  const targets = Array.isArray(definition.targets) ? definition.targets : [definition.target];
  const said = targets
    .map(asObject)
    .filter((target) => Object.keys(target).length > 0)
    .map((target) =>
      target.push === true
        ? "push"
        : [target.skill, target.provider, target.model].filter(isSet).join(" / "),
    );
  return said.length === 0 ? null : said.join(", ");
}

const SCORER_FIELDS = new Set(["id", "key", "threshold", "params"]);

/** Scorers, each with what it passes from and its parameters. */
export function scorersOf(definition: Definition): ScorerLine[] {
  const scorers = Array.isArray(definition.scorers) ? definition.scorers : [];
  return scorers.map((scorer: unknown) => {
    const fields = typeof scorer === "string" ? { id: scorer } : asObject(scorer);
    const id = String(fields.id ?? "");
    const beside = Object.entries(fields).filter(([name]) => !SCORER_FIELDS.has(name));
    return {
      id,
      key: typeof fields.key === "string" ? fields.key : id,
      threshold: isSet(fields.threshold) ? words.threshold(plain(fields.threshold)) : words.reports,
      params: { ...asObject(fields.params), ...Object.fromEntries(beside) },
    };
  });
}

/** The criteria of a gate as sentences, and what else it asks for. */
export function gateOf(definition: Definition): { criteria: string[]; rules: string[] } {
  const gate = definition.gate;
  const fields = asObject(gate);
  const criteria: unknown[] = Array.isArray(gate)
    ? gate
    : Array.isArray(fields.criteria)
      ? fields.criteria
      : [];
  return {
    criteria: criteria.map((each) => criterion(asObject(each))),
    rules: Object.entries(fields)
      .filter(([name, value]) => name !== "criteria" && isSet(value) && value !== false)
      .map(([name, value]) =>
        value === true
          ? name
          : `${name}: ${typeof value === "object" ? plain(value) : String(value)}`,
      ),
  };
}

/** Criteria whose bounds are shares; a score is written as it is. */
const SHARES = new Set(["pass_rate", "field_accuracy"]);

function criterion(of: Definition): string {
  const type = String(of.type ?? "");
  const bound = (value: unknown) =>
    typeof value === "number" && SHARES.has(type) ? percent(value, 1) : plain(value);
  const parts = [
    words.criterion[type] ?? type,
    isSet(of.scorer) && words.of(plain(of.scorer)),
    isSet(of.section) && words.inSection(plain(of.section)),
    of.truth === "human" && words.byPeople,
    isSet(of.min) && words.atLeast(bound(of.min)),
    isSet(of.max) && words.atMost(bound(of.max)),
  ].filter((part) => part !== false);
  const label = isSet(of.label) ? `${plain(of.label)}: ` : "";
  return `${label}${parts.join(" ")}${of.severity === "warn" ? ` (${words.warnOnly})` : ""}`;
}

/** The star metric as a sentence; null without one. */
export function starOf(definition: Definition): string | null {
  const star = asObject(definition.star_metric);
  if (!isSet(star.scorer)) return null;
  const value = plain(star.threshold);
  return `${plain(star.scorer)}, ${star.lower_is_better === true ? words.atMost(value) : words.atLeast(value)}`;
}

function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).join(", ");
  if (value !== null && typeof value === "object") {
    return Object.entries(value)
      .filter(([, each]) => isSet(each))
      .map(([name, each]) => `${name} ${plain(each)}`)
      .join(", ");
  }
  return String(value);
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

function asObject(value: unknown): Definition {
  return value !== null && typeof value === "object" && !Array.isArray(value)
    ? (value as Definition)
    : {};
}
