import type { ItemEntry, ScoreBrief } from "@/api/runItems";

/** A row of the table: a unit, or all repeats of an item that were found. */
export interface Row {
  position: number;
  /** Worst first: the one that opens. */
  entries: [ItemEntry, ...ItemEntry[]];
}

const WORST = [
  "failed",
  "error",
  "answered",
  "dispatched",
  "pending",
  "skipped",
  "cancelled",
  "passed",
];

/** Every unit a row of its own. */
export function flatRows(entries: ItemEntry[]): Row[] {
  return entries.map((entry) => ({ position: entry.position, entries: [entry] }));
}

/** All repeats of an item one row, where the first of them stands. */
export function groupedRows(entries: ItemEntry[]): Row[] {
  const rows = new Map<number, ItemEntry[]>();
  for (const entry of entries) {
    const row = rows.get(entry.position);
    if (row) row.push(entry);
    else rows.set(entry.position, [entry]);
  }
  return [...rows].map(([position, found]) => ({
    position,
    entries: found.sort(
      (a, b) => WORST.indexOf(a.status) - WORST.indexOf(b.status) || a.repeat - b.repeat,
    ) as Row["entries"],
  }));
}

/** The distinct answers of a row and how often each came, the most frequent first. */
export function distinctAnswers(row: Row): { output: string | null; times: number }[] {
  const times = new Map<string | null, number>();
  for (const entry of row.entries) {
    const output = entry.output ?? null;
    times.set(output, (times.get(output) ?? 0) + 1);
  }
  return [...times].map(([output, n]) => ({ output, times: n })).sort((a, b) => b.times - a.times);
}

/** What a scorer says of a row: the mean over its repeats that it could measure. */
export function rowScore(
  row: Row,
  key: string,
): { mean: number | null; brief: ScoreBrief | null; passed: boolean | null } {
  const briefs = row.entries.map((entry) => entry.scores?.[key]).filter((one) => one !== undefined);
  const scores = briefs.map((one) => one.score).filter((v): v is number => typeof v === "number");
  const judged = briefs
    .map((one) => one.passed)
    .filter((v): v is boolean => typeof v === "boolean");
  return {
    mean: scores.length > 0 ? scores.reduce((a, b) => a + b, 0) / scores.length : null,
    brief: briefs[0] ?? null,
    passed: judged.length > 0 ? judged.every(Boolean) : null,
  };
}

/** The mean of a number of a row's entries; null when none has it. */
export function rowMean(
  row: Row,
  of: (entry: ItemEntry) => number | null | undefined,
): number | null {
  const values = row.entries.map(of).filter((v): v is number => typeof v === "number");
  return values.length > 0 ? values.reduce((a, b) => a + b, 0) / values.length : null;
}

/** Where the open item stands; -1 when it is not in these rows. */
export function placeOf(rows: Row[], position: number | null): number {
  return position === null ? -1 : rows.findIndex((row) => row.position === position);
}

/** The next row after a place in which something failed or could not be measured; -1 for none. */
export function nextFailure(rows: Row[], after: number): number {
  for (let i = after + 1; i < rows.length; i++) {
    if (rows[i]?.entries.some((e) => e.status === "failed" || e.status === "error")) return i;
  }
  return -1;
}
