import type { UnitMap } from "@/stream/unitMap";
import { placesOf } from "./geometry";
import type { Layout } from "./layout";

/** What a cell of several units shows: what one would want to know first. */
const RANKS = ["e", "f", "o", ".", "a", "c", "s", "p"].map((letter) => letter.charCodeAt(0));

/** The letter that a cell shows. */
export function letterAt(map: Pick<UnitMap, "letters">, layout: Layout, cell: number): number {
  const [from, to] = placesOf(layout, cell);
  if (to - from === 1) return map.letters[layout.order?.[from] ?? from] ?? 0;
  let best = RANKS.length;
  for (let place = from; place < to; place++) {
    const letter = map.letters[layout.order?.[place] ?? place] ?? 0;
    const rank = RANKS.indexOf(letter);
    if (rank >= 0 && rank < best) best = rank;
  }
  return RANKS[best] ?? 0;
}

/**
 * The cells whose letter is another one than was painted, brought up to date in `painted`. Where a
 * cell is a unit this is one pass over bytes; nothing is allocated but what has changed.
 */
export function changes(
  map: Pick<UnitMap, "letters">,
  layout: Layout,
  painted: Uint8Array,
): number[] {
  const changed: number[] = [];
  if (layout.per === 1) {
    const { letters } = map;
    const { order } = layout;
    for (let cell = 0; cell < painted.length; cell++) {
      const letter = letters[order === null ? cell : (order[cell] ?? 0)] ?? 0;
      if (letter !== painted[cell]) {
        painted[cell] = letter;
        changed.push(cell);
      }
    }
    return changed;
  }
  for (let cell = 0; cell < painted.length; cell++) {
    const letter = letterAt(map, layout, cell);
    if (letter !== painted[cell]) {
      painted[cell] = letter;
      changed.push(cell);
    }
  }
  return changed;
}
