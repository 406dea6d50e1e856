import type { Schemas } from "@/api/client";

export type Skill = Schemas["SkillVersion"];
type Definition = Skill["definition"];

/** Whom it asks, as far as it says; null when that is said at launch. */
export function modelOf(definition: Definition): string | null {
  const { provider, model } = definition.model ?? {};
  return [provider, model].filter(Boolean).join(" / ") || null;
}

/** Its prompt in the long form. */
export function promptOf(definition: Definition): { system?: string | null; user?: string | null } {
  const { prompt } = definition;
  return typeof prompt === "string" ? { user: prompt } : (prompt ?? {});
}

/** The newest version that a model proposed and nobody has adopted since, nor a later one. */
export function proposalOf(versions: Skill[], adopted: number): Skill | undefined {
  return versions.find((each) => each.state === "proposed" && each.version > adopted);
}

/** The version in `name@version`; null when there is none. */
export function versionOf(reference: unknown): number | null {
  const found = typeof reference === "string" ? /@(\d+)$/.exec(reference) : null;
  return found ? Number(found[1]) : null;
}
