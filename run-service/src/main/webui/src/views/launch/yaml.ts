import { parseDocument, stringify } from "yaml";
import { launchWords as words } from "@/words/launch";
import type { Draft } from "./draft";

/** A draft as an evaluation file has it. */
export function toYaml(draft: Draft): string {
  if (Object.keys(draft).length === 0) return "";
  return stringify(draft, { lineWidth: 0, blockQuote: "literal" });
}

export type Read = { draft: Draft } | { fault: string };

/** Reads an evaluation file; what cannot be read is said with its place. */
export function fromYaml(text: string): Read {
  const document = parseDocument(text, { version: "1.2", prettyErrors: true, uniqueKeys: true });
  const [error] = document.errors;
  if (error) {
    const place = error.linePos?.[0];
    const sentence = error.message.split("\n")[0] ?? error.message;
    return { fault: place ? words.yaml.at(place.line, place.col, sentence) : sentence };
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (e) {
    return { fault: e instanceof Error ? e.message : String(e) };
  }
  if (value === null || value === undefined) return { draft: {} };
  if (typeof value !== "object" || Array.isArray(value)) return { fault: words.yaml.noFields };
  return { draft: value as Draft };
}

/** What only a file may say and a launch by the page cannot take, by name. */
export function fileOnly(draft: Draft): string[] {
  const fields = draft as Record<string, unknown>;
  const dataset = fields.dataset as Record<string, unknown> | undefined;
  return [
    "providers" in fields ? "providers" : "",
    dataset !== null && typeof dataset === "object" && "file" in dataset ? "dataset.file" : "",
    /\$\{\w+/.test(JSON.stringify(draft)) ? "${NAME}" : "",
  ].filter((name) => name !== "");
}
