import type { Schemas } from "@/api/client";
import type { CriterionSpec } from "@/api/gate";

/** What is launched: the body of `POST /v1/runs`. The form, YAML and curl are views of it. */
export type Draft = Schemas["Launch"];
export type TargetDraft = Schemas["AliasedTarget"];
export type DatasetDraft = Schemas["DatasetItems"];
export type ScorerDraft = Schemas["ScorerChoice"];
export type Criterion = CriterionSpec;

type Fields = Record<string, unknown>;

/** Equal as JSON, whatever the order of an object's fields. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object") return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = Object.entries(a).filter(([, value]) => value !== undefined);
  const right = Object.entries(b).filter(([, value]) => value !== undefined);
  return (
    left.length === right.length && left.every(([name, value]) => same(value, (b as Fields)[name]))
  );
}

/** `qa@2` as the name of a stored evaluation; an inline one has none. */
export function evaluationOf(draft: Draft): string | null {
  return typeof draft.evaluation === "string" ? draft.evaluation : null;
}

/** What the form shows: a stored evaluation, and over it what the draft says otherwise. */
export function over(base: Draft | null, draft: Draft): Draft {
  if (!base) return draft;
  const below: Fields = { ...base };
  if (draft.target) delete below.targets;
  if (draft.targets) delete below.target;
  return { ...below, ...draft } as Draft;
}

/** What is nothing over a stored evaluation, which else would show through. */
const NOTHING: Fields = { gate: [], scorers: [], tags: [], star_metric: null, early_stop: null };

/** A draft changed: what is undefined is taken out, what the stored evaluation says anyway is left out. */
export function changedBy(draft: Draft, patch: Draft, base: Draft | null): Draft {
  const stored = (base ?? {}) as Fields;
  const next = Object.entries({ ...draft, ...patch }).flatMap(([name, value]) => {
    const there = stored[name] !== undefined;
    if (value === undefined) return there && name in NOTHING ? [[name, NOTHING[name]]] : [];
    return there && same(value, stored[name]) ? [] : [[name, value]];
  });
  return Object.fromEntries(next) as Draft;
}

/** The short form `openai:gpt-5-mini` is provider and model. */
function splitTarget(text: string): { provider: string; model: string } {
  const at = text.indexOf(":");
  return at < 0
    ? { provider: text, model: "" }
    : { provider: text.slice(0, at), model: text.slice(at + 1) };
}

/** The targets, in their long form; one empty target where there is none. */
export function targetsOf(draft: Draft): TargetDraft[] {
  const given = draft.targets ?? (draft.target ? [draft.target] : []);
  const long = given.map((one) => (typeof one === "string" ? splitTarget(one) : one));
  return long.length > 0 ? long : [{}];
}

/** The change that makes these the targets: one is a run, several are a group. */
export function withTargets(targets: TargetDraft[]): Draft {
  const given = targets.map((target) => tidy(target) as TargetDraft);
  const [first] = given;
  if (given.length > 1) return { targets: given, target: undefined };
  const none = !first || Object.keys(first).length === 0;
  if (none) return { target: undefined, targets: undefined };
  const { alias, ...target } = first;
  return { target, targets: undefined, ...(alias ? { alias } : {}) };
}

/** A prompt in its long form. */
export function promptOf(target: TargetDraft): { system?: string | null; user?: string | null } {
  const { prompt } = target;
  return typeof prompt === "string" ? { user: prompt } : (prompt ?? {});
}

/** The dataset in its long form; `capitals@3` is name and version. */
export function datasetOf(draft: Draft): DatasetDraft {
  const { dataset } = draft;
  if (typeof dataset !== "string") return dataset ?? {};
  const found = /^(.*)@(\d+)$/.exec(dataset);
  return found ? { name: found[1] ?? "", version: Number(found[2]) } : { name: dataset };
}

/** The change that makes this the dataset; only its name is the short form. */
export function withDataset(dataset: DatasetDraft): Draft {
  const given = tidy(dataset) as DatasetDraft;
  const names = Object.keys(given);
  if (names.length === 0) return { dataset: undefined };
  if (names.length === 1 && given.name) return { dataset: given.name };
  return { dataset: given };
}

/** The scorers in their long form: parameters beside the id are put together. */
export function scorersOf(draft: Draft): ScorerDraft[] {
  return (draft.scorers ?? []).map((one) => {
    if (typeof one === "string") return { id: one };
    const { id, key, threshold, params, ...beside } = one as ScorerDraft & Fields;
    const all = { ...(params ?? {}), ...beside };
    return tidy({ id, key, threshold, params: all }) as ScorerDraft;
  });
}

export function withScorers(scorers: ScorerDraft[]): Draft {
  const given = scorers.map((one) => tidy(one) as ScorerDraft);
  return { scorers: given.length > 0 ? given : undefined };
}

/** What a scorer is called in the evaluation. */
export function keyOf(scorer: ScorerDraft): string {
  return scorer.key || scorer.id;
}

/** A key that no other scorer has. */
export function freeKey(id: string, scorers: readonly ScorerDraft[]): string | undefined {
  const taken = new Set(scorers.map(keyOf));
  if (!taken.has(id)) return undefined;
  let n = 2;
  while (taken.has(`${id}-${n}`)) n++;
  return `${id}-${n}`;
}

/** A judge in its long form. */
export function judgeOf(draft: Draft): { provider?: string | null; model?: string | null } {
  const { judge } = draft;
  return typeof judge === "string" ? splitTarget(judge) : (judge ?? {});
}

/** The gate as an object; without one it has no criteria. */
export function gateObject(draft: Draft): Fields & { criteria: Criterion[] } {
  const { gate } = draft;
  if (Array.isArray(gate)) return { criteria: gate as Criterion[] };
  return { criteria: [], ...((gate as Fields | null | undefined) ?? {}) } as never;
}

/** The change that makes this the gate: a list where nothing but criteria is said. */
export function withGate(gate: Fields & { criteria: Criterion[] }): Draft {
  const { criteria, ...options } = tidy(gate, ["criteria"]) as typeof gate;
  const list = criteria.map((one) => tidy(one) as unknown as Criterion);
  if (Object.keys(options).length > 0) return { gate: { ...options, criteria: list } as never };
  return { gate: list.length > 0 ? (list as never) : undefined };
}

/** Without what is empty: nothing, empty text, empty lists and objects, and `false`. */
export function tidy(value: object, keep: readonly string[] = []): Fields {
  return Object.fromEntries(
    Object.entries(value).filter(([name, one]) => {
      if (keep.includes(name)) return true;
      if (one === undefined || one === null || one === "" || one === false) return false;
      return typeof one !== "object" || Object.keys(one as object).length > 0;
    }),
  );
}
