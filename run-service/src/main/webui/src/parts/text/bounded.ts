/** So much text is drawn at once; more only as a download. */
export const MOST_SHOWN = 200_000;
/** So much stands there before one asks for more. */
export const FIRST_SHOWN = 8_000;

export interface Bounded {
  text: string;
  /** How many characters are not in it. */
  left: number;
}

/** The beginning of a text, cut where no pair of surrogates is torn. */
export function bounded(text: string, most: number): Bounded {
  if (text.length <= most) return { text, left: 0 };
  const last = text.charCodeAt(most - 1);
  const end = last >= 0xd800 && last <= 0xdbff ? most - 1 : most;
  return { text: text.slice(0, end), left: text.length - end };
}

/** What a model, an item or a program said, as text: a text is itself, everything else its JSON. */
export function asText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

const LONGEST_PARSED = 1_000_000;

/**
 * The JSON that an answer is: an object or an array, or a text that is one (also within a fence of
 * Markdown). Undefined when it is none, or too long to be shown as a tree.
 */
export function asJson(value: unknown): unknown {
  if (value !== null && typeof value === "object") return value;
  if (typeof value !== "string" || value.length > LONGEST_PARSED) return undefined;
  const fenced = /^\s*```(?:json)?\s*\n([\s\S]*?)\n\s*```\s*$/.exec(value);
  const text = (fenced?.[1] ?? value).trim();
  if (!/^[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * Whether a whole number is in it that is larger than a browser holds exactly: what it holds then
 * is another one.
 */
export function isInexact(value: unknown): boolean {
  if (typeof value === "number") return Number.isInteger(value) && !Number.isSafeInteger(value);
  return value !== null && typeof value === "object" && Object.values(value).some(isInexact);
}

const MARKDOWN = /(^|\n)(#{1,6} |[-*] |\d+\. |> |```|\|.+\|)|\*\*[^*\n]+\*\*|\[[^\]\n]+\]\(/;

/** Whether a text reads better as Markdown. */
export function looksLikeMarkdown(text: string): boolean {
  return text.length < FIRST_SHOWN * 5 && MARKDOWN.test(text);
}

/** Where a link may lead: http, https and mailto only, written out in full; null for anywhere else. */
export function safeHref(href: string | null | undefined): string | null {
  if (!href) return null;
  try {
    const url = new URL(href);
    return ["http:", "https:", "mailto:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
