/** The state of a unit, one letter each, as `GET /v1/runs/{id}/map` has them. */
export type Letter = "." | "o" | "a" | "p" | "f" | "e" | "s" | "c";

const LETTERS: Record<string, Letter> = {
  pending: ".",
  dispatched: "o",
  answered: "a",
  passed: "p",
  failed: "f",
  error: "e",
  errored: "e",
  skipped: "s",
  cancelled: "c",
};

/** The letter of a unit's status. */
export function letterOf(status: string): Letter {
  return LETTERS[status] ?? ".";
}

/** A stretch of items of one section, as the server has it; positions from 1, both included. */
export interface Stretch {
  name: string | null;
  from: number;
  to: number;
}

/** A stretch, and how many of the run's items stand before it: a run may be over a part of a dataset. */
export interface Band extends Stretch {
  before: number;
}

/** All units of a run in item order: position, then repeat. Changed in place; `version` counts. */
export interface UnitMap {
  letters: Uint8Array;
  repeats: number;
  bands: Band[];
  generation: number;
  version: number;
}

/** A map from what the server sent. */
export function unitMap(
  text: string,
  repeats: number,
  stretches: readonly Stretch[] = [],
  generation = 1,
): UnitMap {
  const letters = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) letters[i] = text.charCodeAt(i);
  let before = 0;
  const bands = stretches.map((stretch) => {
    const band = { ...stretch, before };
    before += stretch.to - stretch.from + 1;
    return band;
  });
  return { letters, repeats: Math.max(1, repeats), bands, generation, version: 0 };
}

/** The last band that begins at or before a value; they are in order. */
function last(bands: readonly Band[], by: "from" | "before", value: number): Band | undefined {
  let low = 0;
  let high = bands.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bands[middle]?.[by] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return bands[low - 1];
}

/** The band of a position; undefined where the run has none. */
export function bandOf(map: Pick<UnitMap, "bands">, position: number): Band | undefined {
  const band = last(map.bands, "from", position);
  return band && position <= band.to ? band : undefined;
}

/** Where a unit stands in the map; negative where the run does not have it. */
export function indexOf(map: UnitMap, position: number, repeat: number): number {
  if (map.bands.length === 0) return (position - 1) * map.repeats + repeat;
  const band = bandOf(map, position);
  return band ? (band.before + position - band.from) * map.repeats + repeat : -1;
}

/** The position and repeat of a place in the map. */
export function unitAt(map: UnitMap, index: number): { position: number; repeat: number } {
  const item = Math.floor(index / map.repeats);
  const band = last(map.bands, "before", item);
  return {
    position: band ? band.from + item - band.before : item + 1,
    repeat: index % map.repeats,
  };
}

/** Sets a unit's letter. A place that the map does not have is left out: the map is older. */
export function put(map: UnitMap, position: number, repeat: number, letter: Letter): void {
  const index = indexOf(map, position, repeat);
  if (index < 0 || index >= map.letters.length) return;
  map.letters[index] = letter.charCodeAt(0);
  map.version++;
}

/** The letters as text, for tests and for saying them aloud. */
export function text(map: UnitMap): string {
  return String.fromCharCode(...map.letters);
}
