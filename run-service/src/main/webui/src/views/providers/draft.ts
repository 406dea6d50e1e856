import type { Schemas } from "@/api/client";
import type { Values } from "@/parts/schemaForm/fields";
import { FORMS, kindOf, type Kind } from "./kinds";

export type Provider = Schemas["ProviderView"];

export const PRICES = [
  "price_in",
  "price_out",
  "price_cached",
  "price_cache_write",
  "price_reasoning",
  "context",
] as const;

export interface ModelRow {
  name: string;
  values: Partial<Record<(typeof PRICES)[number], number>>;
  /** What the form has no field for. */
  rest?: Values;
}

/** A provider in its form. */
export interface Draft {
  name: string;
  kind: Kind;
  baseUrl: string;
  credential: "keep" | "none" | "env" | "value" | "ambient";
  env: string;
  secret: string;
  options: Values;
  limits: Record<string, number>;
  timeouts: Record<string, number>;
  attempts: number | null;
  headers: unknown;
  models: ModelRow[];
}

/** The form of a record, or of one that is new. The credential is never in it. */
export function draftOf(provider: Partial<Provider> | null): Draft {
  return {
    name: provider?.name ?? "",
    kind: kindOf(provider?.kind),
    baseUrl: provider?.base_url ?? "",
    credential: provider === null ? "env" : "keep",
    env: "",
    secret: "",
    options: { ...(provider?.options as Values | null | undefined) },
    limits: numbers(provider?.limits),
    timeouts: numbers(provider?.timeouts),
    attempts: provider?.retry?.max_attempts ?? null,
    headers: provider?.headers ?? undefined,
    models: Object.entries(provider?.models ?? {}).map(([name, of]) => ({
      name,
      values: numbers(of),
      rest: others(of),
    })),
  };
}

/** The request of a form. Objects are sent whole, also empty ones, so that what was taken out goes. */
export function inputOf(draft: Draft): Schemas["ProviderInput"] {
  const form = FORMS[draft.kind];
  return {
    kind: draft.kind,
    ...(form.address !== "none" &&
      draft.baseUrl.trim() !== "" && { base_url: draft.baseUrl.trim() }),
    ...(form.credential && draft.credential === "env" && { credential: { env: draft.env.trim() } }),
    ...(form.credential && draft.credential === "value" && { credential: { value: draft.secret } }),
    ...(form.ambient && draft.credential === "ambient" && { credential: { ambient: true } }),
    options: draft.options,
    limits: draft.limits,
    timeouts: draft.timeouts,
    ...(draft.attempts !== null && { retry: { max_attempts: draft.attempts } }),
    headers: (draft.headers ?? {}) as Record<string, string>,
    models: Object.fromEntries(
      draft.models
        .filter(({ name }) => name.trim() !== "")
        .map((m) => [m.name.trim(), { ...m.rest, ...m.values }]),
    ),
  };
}

/** What a form still needs before it can be sent; the server says all else. */
export function incomplete(draft: Draft): boolean {
  const form = FORMS[draft.kind];
  return (
    draft.name.trim() === "" ||
    (form.address === "needed" && draft.baseUrl.trim() === "") ||
    (form.credential && draft.credential === "env" && draft.env.trim() === "") ||
    (form.credential && draft.credential === "value" && draft.secret === "")
  );
}

/** The options that have no field of their own. */
export function otherOptions(kind: Kind, options: Values): Values {
  const known = new Set(
    Object.keys((FORMS[kind].options as { properties: object }).properties ?? {}),
  );
  return Object.fromEntries(Object.entries(options).filter(([name]) => !known.has(name)));
}

/** An object of numbers with one of them set, or taken out. */
export function withNumber(
  of: Record<string, number>,
  name: string,
  value: string | number,
): Record<string, number> {
  const others = Object.entries(of).filter(([other]) => other !== name);
  return Object.fromEntries(value === "" ? others : [...others, [name, Number(value)]]);
}

/** What the form has no field for, such as limits of a model: it is sent back as it came. */
function others(of: object): Values {
  return Object.fromEntries(
    Object.entries(of).filter(([, value]) => value !== null && typeof value !== "number"),
  );
}

function numbers(of: object | null | undefined): Record<string, number> {
  return Object.fromEntries(
    Object.entries(of ?? {}).filter((entry): entry is [string, number] => {
      return typeof entry[1] === "number";
    }),
  );
}
