/** A piece of text: as it is, or a character that cannot be seen and what it is. */
export interface Piece {
  text: string;
  /** What the character is, for its title; null for ordinary text. */
  hidden: string | null;
}

const NAMES: Record<number, string> = {
  0x00: "NUL",
  0x07: "BEL",
  0x08: "BS",
  0x0d: "CR",
  0x1b: "ESC",
  0x7f: "DEL",
  0xad: "SHY",
  0x061c: "ALM",
  0x200b: "ZWSP",
  0x200c: "ZWNJ",
  0x200d: "ZWJ",
  0x200e: "LRM",
  0x200f: "RLM",
  0x2028: "LS",
  0x2029: "PS",
  0x202a: "LRE",
  0x202b: "RLE",
  0x202c: "PDF",
  0x202d: "LRO",
  0x202e: "RLO",
  0x2060: "WJ",
  0x2066: "LRI",
  0x2067: "RLI",
  0x2068: "FSI",
  0x2069: "PDI",
  0xfeff: "BOM",
  0xfffd: "?",
};

// Controls except tab and line feed; marks that turn the direction of text; what has no width; tags.
const HIDDEN =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udc7f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Text with every character shown that could hide or reorder something. Joiners within emoji and
 * scripts that need them are left: they change nothing that is read.
 */
export function visible(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  HIDDEN.lastIndex = 0;
  for (let found = HIDDEN.exec(text); found; found = HIDDEN.exec(text)) {
    const at = found.index;
    const character = found[0];
    if (harmless(text, at, character)) continue;
    if (at > from) pieces.push({ text: text.slice(from, at), hidden: null });
    pieces.push({ text: shown(character), hidden: code(character) });
    from = at + character.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), hidden: null });
  return pieces;
}

function harmless(text: string, at: number, character: string): boolean {
  // A line end of another system.
  if (character === "\r") return text[at + 1] === "\n";
  if (character !== "\u200d" && character !== "\u200c") return false;
  const before = text[at - 1] ?? "";
  const after = text[at + 1] ?? "";
  return before > "\u0900" && after > "\u0900" && !/\s/.test(before + after);
}

function shown(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  return NAMES[point] ?? (point < 0x20 ? `^${String.fromCharCode(point + 64)}` : code(character));
}

function code(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  return `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** The same for where only a string can stand, such as a title or a table's cell. */
export function visibleText(text: string): string {
  return visible(text)
    .map((piece) => (piece.hidden === null ? piece.text : `⟨${piece.text}⟩`))
    .join("");
}

/** Text on one line, for cells: white space becomes one blank, hidden characters are shown. */
export function oneLine(text: string, longest = 400): string {
  return visibleText(text.slice(0, longest * 2).replace(/\s+/g, " ")).slice(0, longest);
}
