import type { Side } from "@/api/comparison";

/** What the sides are called: by alias, name or model, whichever tells them apart; else by a letter, too. */
export function sideNames(sides: Side[]): Map<string, string> {
  const candidates: ((side: Side) => string)[] = [
    (side) => side.runs[0]?.alias ?? "",
    (side) => side.runs[0]?.name ?? "",
    (side) => side.runs[0]?.model ?? "",
    (side) => [side.runs[0]?.name, side.runs[0]?.model].filter(Boolean).join(" · "),
  ];
  for (const name of candidates) {
    const names = sides.map(name);
    if (names.every(Boolean) && new Set(names).size === sides.length) {
      return new Map(sides.map((side, i) => [side.name, names[i] ?? ""]));
    }
  }
  return new Map(
    sides.map((side, i) => [
      side.name,
      `${letter(i)} (${side.runs[0]?.name ?? side.runs[0]?.model ?? side.name.slice(0, 8)})`,
    ]),
  );
}

/** The letter of a side; the baseline is A. */
export function letter(index: number): string {
  return String.fromCharCode(65 + (index % 26));
}
