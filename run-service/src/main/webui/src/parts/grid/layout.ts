import type { Band, UnitMap } from "@/stream/unitMap";

/** What the grid may take: pixels of the screen, not of the style sheet. */
export interface Frame {
  width: number;
  /** The height to stay below as long as a smaller cell helps. */
  height: number;
  smallest: number;
  largest: number;
}

/** The units of one section and where they are drawn. */
export interface Group {
  name: string | null;
  /** Its units in drawing order: the first one's place, and how many. */
  place: number;
  units: number;
  /** Its first cell and the one after its last. */
  from: number;
  to: number;
  /** The slot of the first cell, in slots of the canvas row by row. */
  slot: number;
  y: number;
}

/** Where every unit stands on the canvas. */
export interface Layout {
  cell: number;
  gap: number;
  columns: number;
  width: number;
  height: number;
  /** How many units share a cell: one, except where even the smallest cells would not fit. */
  per: number;
  cells: number;
  groups: Group[];
  /** Whether each section begins on a row of its own; else an empty slot stands before it. */
  rows: boolean;
  /** The unit at each place, sections together; null where places are units. */
  order: Int32Array | null;
  /** The place of each unit; null where units are places. */
  places: Int32Array | null;
}

/** More sections than these are not banded: the bands would say nothing any more. */
const MOST_BANDS = 24;
/** Where even the smallest cells need more than so many heights, units share cells. */
const LONGEST = 4;

/** Units by their places in the map, the one after the last beside the first. */
type Range = readonly [from: number, to: number];

interface Gathered {
  name: string | null;
  ranges: Range[];
  units: number;
}

/** Sections in the order of their first item, with all of their stretches. */
export function gather(bands: readonly Band[], units: number, repeats: number): Gathered[] {
  const whole: Gathered = { name: null, ranges: [[0, units]], units };
  const found = new Map<string | null, Gathered>();
  let covered = 0;
  for (const band of bands) {
    const size = (band.to - band.from + 1) * repeats;
    const known = found.get(band.name) ?? { name: band.name, ranges: [], units: 0 };
    known.ranges.push([band.before * repeats, band.before * repeats + size]);
    known.units += size;
    covered += size;
    found.set(band.name, known);
  }
  const one = found.size < 2 || found.size > MOST_BANDS || covered !== units;
  return one ? [whole] : [...found.values()];
}

/** Lays the units of a map out: the largest cells with which all of them fit. */
export function layout(map: Pick<UnitMap, "letters" | "repeats" | "bands">, frame: Frame): Layout {
  const units = map.letters.length;
  const gathered = gather(map.bands, units, map.repeats);
  const width = Math.max(frame.smallest, Math.floor(frame.width));
  let cell = frame.largest;
  let placed = place(gathered, 1, cell, width);
  while (placed.height > frame.height && cell > frame.smallest) {
    cell--;
    placed = place(gathered, 1, cell, width);
  }
  let per = 1;
  while (placed.height > LONGEST * frame.height) {
    per *= 2;
    placed = place(gathered, per, cell, width);
  }
  const moved = gathered.length > 1 && gathered.some((group) => group.ranges.length > 1);
  const order = moved ? ordered(gathered, units) : null;
  return { ...placed, width, per, order, places: order && inverse(order) };
}

function place(gathered: Gathered[], per: number, cell: number, width: number) {
  const columns = Math.max(1, Math.floor(width / cell));
  const units = gathered.reduce((sum, group) => sum + group.units, 0);
  // Sections begin on a row of their own where they are long, else one empty cell parts them.
  const rows = gathered.length > 1 && units / per >= 3 * columns * gathered.length;
  const between = rows ? Math.max(2, Math.round(cell / 2)) : 0;
  const groups: Group[] = [];
  let place = 0;
  let from = 0;
  let slot = 0;
  let y = 0;
  for (const { name, units: size } of gathered) {
    const cells = Math.ceil(size / per);
    groups.push({ name, place, units: size, from, to: from + cells, slot, y });
    place += size;
    from += cells;
    slot += cells + 1;
    if (rows) {
      y += between;
      slot = Math.ceil((slot - 1) / columns) * columns;
    }
  }
  const last = groups.at(-1);
  const end = last ? last.slot + last.to - last.from : 0;
  const height = Math.max(1, Math.ceil(end / columns)) * cell + (last?.y ?? 0);
  return {
    cell,
    gap: cell >= 3 ? Math.max(1, Math.round(cell / 8)) : 0,
    columns,
    height,
    groups,
    rows,
    cells: from,
  };
}

function ordered(gathered: Gathered[], units: number): Int32Array {
  const order = new Int32Array(units);
  let next = 0;
  for (const { ranges } of gathered) {
    for (const [from, to] of ranges) {
      for (let unit = from; unit < to; unit++) order[next++] = unit;
    }
  }
  return order;
}

function inverse(order: Int32Array): Int32Array {
  const places = new Int32Array(order.length);
  for (let place = 0; place < order.length; place++) places[order[place] ?? 0] = place;
  return places;
}
