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

/** A stretch of items of one section; positions from 1, both included. */
export interface Band {
  name: string | null;
  from: number;
  to: number;
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
  bands: Band[] = [],
  generation = 1,
): UnitMap {
  const letters = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) letters[i] = text.charCodeAt(i);
  return { letters, repeats: Math.max(1, repeats), bands, generation, version: 0 };
}

/** Where a unit stands in the map. */
export function indexOf(map: UnitMap, position: number, repeat: number): number {
  return (position - 1) * map.repeats + repeat;
}

/** The position and repeat of a place in the map. */
export function unitAt(map: UnitMap, index: number): { position: number; repeat: number } {
  return { position: Math.floor(index / map.repeats) + 1, repeat: index % map.repeats };
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
