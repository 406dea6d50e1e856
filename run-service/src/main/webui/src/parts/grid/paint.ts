import type { UnitMap } from "@/stream/unitMap";
import { changes } from "./cells";
import { boxOf } from "./geometry";
import type { Layout } from "./layout";

const code = (letter: string) => letter.charCodeAt(0);
const PASSED = code("p");
const FAILED = code("f");
const ERROR = code("e");
const SKIPPED = code("s");
const CANCELLED = code("c");
const ANSWERED = code("a");
const FLIGHT = code("o");

/** Below this many pixels a cell is a colour; from it on it has a mark of its own. */
const MARKED = 6;

/** The colours of the grid, as the style sheet has them now. */
export type Palette = Record<
  | "card"
  | "passed"
  | "failed"
  | "error"
  | "skipped"
  | "cancelled"
  | "answered"
  | "flight"
  | "pending"
  | "line-strong",
  string
>;

const NAMES = [
  "card",
  "passed",
  "failed",
  "error",
  "skipped",
  "cancelled",
  "answered",
  "flight",
  "pending",
  "line-strong",
] as const;

/** Reads the colours where an element stands. */
export function palette(element: Element): Palette {
  const style = getComputedStyle(element);
  return Object.fromEntries(
    NAMES.map((name) => [name, style.getPropertyValue(`--assay-${name}`).trim()]),
  ) as Palette;
}

/** Paints the cells of a map onto a canvas, again only those that have changed. */
export class Painter {
  private readonly painted: Uint8Array;
  private readonly flying = new Set<number>();
  private readonly hatch: CanvasPattern | string;

  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly layout: Layout,
    private readonly colours: Palette,
  ) {
    this.painted = new Uint8Array(layout.cells);
    this.hatch = hatched(context, colours);
    if (!layout.rows) this.parts();
  }

  /** @returns how many cells were painted */
  paint(map: Pick<UnitMap, "letters">): number {
    const changed = changes(map, this.layout, this.painted);
    for (const cell of changed) {
      const letter = this.painted[cell] ?? 0;
      if (letter === FLIGHT) this.flying.add(cell);
      else this.flying.delete(cell);
      this.draw(cell, letter, 1);
    }
    return changed.length;
  }

  /** Draws what is in flight as strong as told, from 0 to 1. */
  pulse(strength: number): void {
    for (const cell of this.flying) this.draw(cell, FLIGHT, strength);
  }

  get inFlight(): number {
    return this.flying.size;
  }

  private draw(cell: number, letter: number, strength: number): void {
    const { context: c, colours } = this;
    const { x, y, size } = boxOf(this.layout, cell);
    c.clearRect(x, y, size, size);
    switch (letter) {
      case PASSED:
        return this.fill(colours.passed, x, y, size);
      case FAILED:
        this.fill(colours.failed, x, y, size);
        if (size >= MARKED) this.cross(x, y, size);
        return;
      case ERROR:
        return this.fill(size >= MARKED ? this.hatch : colours.error, x, y, size);
      case ANSWERED:
        return this.fill(colours.answered, x, y, size);
      case SKIPPED:
        if (size < MARKED) return this.fill(colours.skipped, x, y, size);
        return void this.bar(colours.skipped, x, y, size);
      case CANCELLED:
        if (size < MARKED) return this.fill(colours.cancelled, x, y, size);
        this.outline(colours.cancelled, x, y, size);
        return this.slash(colours.cancelled, x, y, size);
      case FLIGHT:
        c.globalAlpha = 0.45 + 0.55 * strength;
        this.fill(colours.flight, x, y, size);
        c.globalAlpha = 1;
        return;
      default:
        if (size < MARKED) return this.fill(colours.pending, x, y, size);
        return this.outline(colours.pending, x, y, size);
    }
  }

  /** A stroke in the empty slot between two sections. */
  private parts(): void {
    const { columns, cell, groups } = this.layout;
    const width = Math.max(1, Math.round(cell / 5));
    this.context.fillStyle = this.colours["line-strong"];
    for (const { slot } of groups.slice(1)) {
      const x = ((slot - 1) % columns) * cell + Math.floor((cell - width) / 2);
      this.context.fillRect(x, Math.floor((slot - 1) / columns) * cell, width, cell - 1);
    }
  }

  private fill(style: string | CanvasPattern, x: number, y: number, size: number): void {
    this.context.fillStyle = style;
    this.context.fillRect(x, y, size, size);
  }

  private bar(style: string, x: number, y: number, size: number): void {
    const third = Math.max(2, Math.round(size / 3));
    this.context.fillStyle = style;
    this.context.fillRect(x, y + Math.round((size - third) / 2), size, third);
  }

  private outline(style: string, x: number, y: number, size: number): void {
    this.context.strokeStyle = style;
    this.context.lineWidth = 1;
    this.context.strokeRect(x + 0.5, y + 0.5, size - 1, size - 1);
  }

  private cross(x: number, y: number, size: number): void {
    const inset = Math.round(size / 4);
    this.line(this.colours.card, x + inset, y + inset, x + size - inset, y + size - inset);
    this.line(this.colours.card, x + size - inset, y + inset, x + inset, y + size - inset);
  }

  private slash(style: string, x: number, y: number, size: number): void {
    this.line(style, x + 1, y + size - 1, x + size - 1, y + 1);
  }

  private line(style: string, fromX: number, fromY: number, toX: number, toY: number): void {
    const { context: c } = this;
    c.strokeStyle = style;
    c.lineWidth = 1;
    c.beginPath();
    c.moveTo(fromX, fromY);
    c.lineTo(toX, toY);
    c.stroke();
  }
}

/** Not measured is hatched: it is not to be taken for measured and bad. */
function hatched(context: CanvasRenderingContext2D, colours: Palette): CanvasPattern | string {
  const size = 4;
  const tile = document.createElement("canvas");
  tile.width = size;
  tile.height = size;
  const c = tile.getContext("2d");
  if (!c) return colours.error;
  c.fillStyle = colours.error;
  c.globalAlpha = 0.4;
  c.fillRect(0, 0, size, size);
  c.globalAlpha = 1;
  for (let i = 0; i < size; i++) {
    c.fillRect(i, size - 1 - i, 1, 1);
    c.fillRect((i + 1) % size, size - 1 - i, 1, 1);
  }
  return context.createPattern(tile, "repeat") ?? colours.error;
}
