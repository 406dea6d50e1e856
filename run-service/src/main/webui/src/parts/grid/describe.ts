import { count, counted } from "@/format/numbers";
import type { UnitMap } from "@/stream/unitMap";
import { bandOf, unitAt } from "@/stream/unitMap";
import { gridWords as words } from "@/words/grid";
import { unitWords } from "@/words/status";
import { letterAt } from "./cells";
import { placesOf, unitOf } from "./geometry";
import type { Layout } from "./layout";

const STATUS: Record<string, string> = {
  ".": "pending",
  o: "in_flight",
  a: "answered",
  p: "passed",
  f: "failed",
  e: "error",
  s: "skipped",
  c: "cancelled",
};

/** What stands behind a cell. */
export interface Pointed {
  position: number;
  repeat: number;
  status: string;
  /** In words: item, repeat, section. */
  text: string;
}

/** What a cell stands for; null without one. */
export function pointed(map: UnitMap, layout: Layout, cell: number): Pointed | null {
  if (cell < 0 || cell >= layout.cells) return null;
  const { position, repeat } = unitAt(map, unitOf(layout, cell));
  const [from, to] = placesOf(layout, cell);
  const section = bandOf(map, position)?.name ?? null;
  const text = [
    words.item(count(position)),
    map.repeats > 1 ? words.repeat(repeat) : null,
    section !== null ? words.section(section) : null,
    to - from > 1 ? words.shared(count(to - from)) : null,
  ];
  return {
    position,
    repeat,
    status: STATUS[String.fromCharCode(letterAt(map, layout, cell))] ?? "pending",
    text: text.filter((part) => part !== null).join(" · "),
  };
}

/** How many units there are of each letter, in words, for those who do not see the cells. */
export function inWords(map: Pick<UnitMap, "letters">): string {
  const counts = new Map<string, number>();
  const byCode = new Uint32Array(128);
  for (const letter of map.letters) byCode[letter & 127] = (byCode[letter & 127] ?? 0) + 1;
  for (const [letter, status] of Object.entries(STATUS)) {
    const found = byCode[letter.charCodeAt(0)] ?? 0;
    if (found > 0) counts.set(unitWords[status] ?? status, found);
  }
  const parts = [...counts].map(([word, number]) => `${count(number)} ${word}`);
  return [counted(map.letters.length, "unit"), ...parts].join(", ");
}
