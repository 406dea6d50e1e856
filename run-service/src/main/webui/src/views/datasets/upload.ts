/** What a file is and how it is sent as a dataset's version. */
export const FORMATS = {
  jsonl: "application/x-ndjson",
  json: "application/json",
  csv: "text/csv",
  tsv: "text/tab-separated-values",
} as const;

export type Format = keyof typeof FORMATS;

export interface Source {
  /** Without folders and endings; the name that a new dataset would get. */
  name: string;
  format: Format;
  gzip: boolean;
}

const ENDINGS: Record<string, Format> = {
  jsonl: "jsonl",
  ndjson: "jsonl",
  json: "json",
  csv: "csv",
  tsv: "tsv",
  tab: "tsv",
};

/** Reads a file's name. What has no known ending is taken for JSONL, which one may change. */
export function sourceOf(fileName: string): Source {
  const parts = fileName.split(".");
  const gzip = parts.length > 1 && parts.at(-1)?.toLowerCase() === "gz";
  if (gzip) parts.pop();
  const format = parts.length > 1 ? ENDINGS[parts.at(-1)?.toLowerCase() ?? ""] : undefined;
  if (format) parts.pop();
  return { name: nameOf(parts.join(".")), format: format ?? "jsonl", gzip };
}

/** A name that a dataset may have, from any text. */
export function nameOf(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/^[^A-Za-z0-9]+|-+$/g, "")
    .slice(0, 100);
}

export interface Sending {
  name: string;
  format: Format;
  gzip: boolean;
  /** Of bytes that are neither UTF-8 nor UTF-16: what they are; empty when the server finds it out. */
  charset: string;
  /** Column to field, where it is another name. */
  columns: Record<string, string>;
  skipBad: boolean;
}

/** The address to send to. */
export function addressOf(sending: Sending): string {
  const query = new URLSearchParams({ create: "true" });
  if (sending.skipBad) query.set("on_error", "skip");
  if (isTable(sending.format)) {
    for (const [column, field] of Object.entries(sending.columns)) {
      if (field !== "") query.append("map", `${column}=${field}`);
    }
  }
  return `/v1/datasets/${encodeURIComponent(sending.name)}/versions?${query.toString()}`;
}

/** The headers that say what the bytes are. */
export function headersOf(sending: Sending): Record<string, string> {
  const charset = sending.charset === "" ? "" : `;charset=${sending.charset}`;
  const headers: Record<string, string> = { "Content-Type": FORMATS[sending.format] + charset };
  if (sending.gzip) headers["Content-Encoding"] = "gzip";
  return headers;
}

export function isTable(format: Format): boolean {
  return format === "csv" || format === "tsv";
}

/** The columns of a table, from the beginning of its text. */
export function columnsOf(start: string, format: Format): string[] {
  let text = start.replace(/^\ufeff/, "");
  let separator = format === "tsv" ? "\t" : "";
  const told = /^sep=(.)\r?\n/i.exec(text);
  if (told) {
    separator = told[1] ?? separator;
    text = text.slice(told[0].length);
  }
  if (separator === "") separator = likeliest(text.split(/\r?\n/, 1)[0] ?? "");
  return firstRow(text, separator).map((cell) => cell.trim());
}

function likeliest(header: string): string {
  const bare = header.replace(/"[^"]*"/g, "");
  const counts = [",", ";", "\t"].map((c) => ({ c, n: bare.split(c).length }));
  return counts.reduce((best, each) => (each.n > best.n ? each : best)).c;
}

function firstRow(text: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text.charAt(i + 1) === '"') cell += text.charAt(i++);
      else quoted = false;
    } else if (c === '"' && cell === "") quoted = true;
    else if (c === separator) {
      cells.push(cell);
      cell = "";
    } else if (c === "\n" || c === "\r") break;
    else cell += c;
  }
  return [...cells, cell];
}
