import type { Group, Layout } from "./layout";

export interface Box {
  x: number;
  y: number;
  size: number;
}

/** The group in which a cell is drawn. */
export function groupOf(layout: Layout, cell: number): Group | undefined {
  return layout.groups.findLast((group) => group.from <= cell);
}

/** Where a cell is drawn. */
export function boxOf(layout: Layout, cell: number): Box {
  const group = groupOf(layout, cell);
  const slot = (group?.slot ?? 0) + cell - (group?.from ?? 0);
  return {
    x: (slot % layout.columns) * layout.cell,
    y: Math.floor(slot / layout.columns) * layout.cell + (group?.y ?? 0),
    size: layout.cell - layout.gap,
  };
}

/** The cell at a point of the canvas; null where there is none. */
export function cellAt(layout: Layout, x: number, y: number): number | null {
  const column = Math.floor(x / layout.cell);
  if (x < 0 || column >= layout.columns) return null;
  for (const group of layout.groups) {
    const row = Math.floor((y - group.y) / layout.cell);
    const cell = group.from + row * layout.columns + column - group.slot;
    if (y >= group.y && cell >= group.from && cell < group.to) return cell;
  }
  return null;
}

/** The places of the units that a cell shows: the first, and the one after the last. */
export function placesOf(layout: Layout, cell: number): [number, number] {
  const group = groupOf(layout, cell);
  if (!group) return [0, 0];
  const first = (cell - group.from) * layout.per;
  return [group.place + first, group.place + Math.min(group.units, first + layout.per)];
}

/** The first unit that a cell shows, as an index into the map. */
export function unitOf(layout: Layout, cell: number): number {
  const [place] = placesOf(layout, cell);
  return layout.order?.[place] ?? place;
}

/** The cell that shows a unit. */
export function cellOf(layout: Layout, unit: number): number {
  const place = layout.places?.[unit] ?? unit;
  const group = layout.groups.findLast((one) => one.place <= place);
  return group ? group.from + Math.floor((place - group.place) / layout.per) : 0;
}

export type Arrow = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown" | "Home" | "End";

/** The cell that a key leads to; the same one at an edge. */
export function move(layout: Layout, cell: number, arrow: Arrow): number {
  const last = layout.cells - 1;
  switch (arrow) {
    case "ArrowLeft":
      return Math.max(0, cell - 1);
    case "ArrowRight":
      return Math.min(last, cell + 1);
    case "Home":
      return 0;
    case "End":
      return last;
    case "ArrowUp":
    case "ArrowDown":
      return vertical(layout, cell, arrow === "ArrowUp" ? -1 : 1);
  }
}

/** The next row may be further away than a cell: sections have space between them. */
function vertical(layout: Layout, cell: number, direction: 1 | -1): number {
  const { x, y } = boxOf(layout, cell);
  const half = layout.cell / 2;
  for (let step = 1; step <= 6; step++) {
    const found = cellAt(layout, x + half, y + half + direction * step * half);
    if (found !== null && boxOf(layout, found).y !== y) return found;
  }
  return cell;
}
