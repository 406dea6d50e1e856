import { parseDocument, stringify } from "yaml";
import { evaluations as words } from "@/words/evaluations";

/** A definition as YAML, in the order it has. */
export function toYaml(definition: unknown): string {
  return stringify(definition, { lineWidth: 100, blockQuote: "literal" });
}

/** The definition that a text of YAML is, or why it is none, with line and column. */
export function fromYaml(
  text: string,
): { definition: Record<string, unknown> } | { fault: string } {
  const document = parseDocument(text, { prettyErrors: true });
  const error = document.errors[0];
  if (error) return { fault: words.edit.notYaml(error.message) };
  let value: unknown;
  try {
    // Aliases are counted, so that a few lines cannot become gigabytes.
    value = document.toJS({ maxAliasCount: 100 });
  } catch (e) {
    return { fault: words.edit.notYaml(e instanceof Error ? e.message : String(e)) };
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    return { fault: words.edit.notObject };
  }
  return { definition: value as Record<string, unknown> };
}
